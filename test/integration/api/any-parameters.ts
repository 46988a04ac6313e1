import fc from 'fast-check';
import type { Schema } from './check-schema.ts';

export type Parameters = Partial<Record<string, string>>;
type Described = readonly { readonly name: string; readonly schema: Schema }[];

/** Text that nobody meant for a parameter, or for another one. */
export const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'NaN', '-0', '1e3', '0x10', 'null', '[]', '2024-02-30', '99999999999999'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** Some of the parameters of an operation, two of three as they are described. */
export const anyParameters = (described: Described): fc.Arbitrary<Parameters> =>
  fc.record(
    Object.fromEntries(
      described.map(({ name, schema }) => [name, fc.oneof(meant(schema), meant(schema), anything)]),
    ),
    { requiredKeys: [] },
  );

/** What a parameter may be, going by its description. */
function meant(schema: Schema): fc.Arbitrary<string> {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  if (schema['type'] === 'integer') {
    const min = Number(schema['minimum']);
    return fc.integer({ min, max: Math.min(Number(schema['maximum']), min + 2 ** 31) }).map(String);
  }
  if (typeof schema['pattern'] === 'string')
    return fc.stringMatching(new RegExp(schema['pattern']));
  throw new Error(`nothing is known to fit ${JSON.stringify(schema)}`);
}
