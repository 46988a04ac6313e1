import assert from 'node:assert/strict';

export type Schema = Readonly<Record<string, unknown>>;

interface Place {
  /** Where the value stands, for the message. */
  readonly at: string;
  /** What `#/components/schemas/NAME` refers to. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

type Check = (expected: never, value: never, place: Place, schema: Schema) => void;

/** The keywords that the description uses; one that is missing here fails rather than passes. */
const checks: Readonly<Record<string, Check>> = {
  $ref: (reference: string, value: unknown, place) => {
    const schema = place.schemas[reference.replace('#/components/schemas/', '')];
    assert.ok(schema, `${place.at}: ${reference} leads nowhere`);
    checkSchema(schema, value, place);
  },
  type: (type: string, value: unknown, { at }) => {
    assert.ok(isOfType(type, value), `${at}: ${JSON.stringify(value)} is not of type ${type}`);
  },
  const: (constant: unknown, value: unknown, { at }) => assert.equal(value, constant, at),
  enum: (values: unknown[], value: unknown, { at }) => {
    assert.ok(values.includes(value), `${at}: ${value} is not one of ${values}`);
  },
  minimum: (minimum: number, value: number, { at }) => {
    assert.ok(value >= minimum, `${at}: ${value} is below ${minimum}`);
  },
  maximum: (maximum: number, value: number, { at }) => {
    assert.ok(value <= maximum, `${at}: ${value} is above ${maximum}`);
  },
  required: (names: string[], value: object, { at }) => {
    for (const name of names) assert.ok(Object.hasOwn(value, name), `${at}.${name} is missing`);
  },
  properties: (properties: Record<string, Schema>, value: Record<string, unknown>, place) => {
    for (const [name, schema] of Object.entries(properties)) {
      if (!Object.hasOwn(value, name)) continue;
      checkSchema(schema, value[name], { ...place, at: `${place.at}.${name}` });
    }
  },
  additionalProperties: (
    extra: Schema | boolean,
    value: Record<string, unknown>,
    place,
    schema,
  ) => {
    const known = (schema['properties'] ?? {}) as object;
    for (const name of Object.keys(value).filter((name) => !Object.hasOwn(known, name))) {
      const at = `${place.at}.${name}`;
      assert.notEqual(extra, false, `${at} is not described`);
      if (typeof extra === 'object') checkSchema(extra, value[name], { ...place, at });
    }
  },
  propertyNames: (schema: Schema, value: object, place) => {
    for (const name of Object.keys(value)) checkSchema(schema, name, place);
  },
  items: (schema: Schema, value: unknown[], place) => {
    for (const [index, item] of value.entries()) {
      checkSchema(schema, item, { ...place, at: `${place.at}[${index}]` });
    }
  },
  anyOf: (schemas: Schema[], value: unknown, place) => {
    const failures = schemas.map((schema) => failureOf(schema, value, place));
    assert.ok(failures.includes(undefined), `${place.at}: none fits: ${failures.join('; ')}`);
  },
  description: () => undefined,
};

/** Fails unless `value` is as a JSON Schema says (the part of it that zod writes). */
export function checkSchema(schema: Schema, value: unknown, place: Place): void {
  for (const [keyword, expected] of Object.entries(schema)) {
    const check = checks[keyword];
    assert.ok(check, `the keyword ${keyword} is not checked by this test`);
    check(expected as never, value as never, place, schema);
  }
}

function failureOf(schema: Schema, value: unknown, place: Place): string | undefined {
  try {
    checkSchema(schema, value, place);
    return undefined;
  } catch (thrown) {
    return String(thrown);
  }
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
