import { readdirSync, readFileSync } from 'node:fs';

/** One value that a peer's test asserts of a file. */
export interface Fact {
  readonly peer: string;
  readonly name: string;
  readonly obis?: string | undefined;
  readonly value: unknown;
  /** Of a list, how many entries. */
  readonly count?: number | undefined;
  readonly type?: string | undefined;
}

export interface CorpusFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly kind: 'telegram' | 'stream' | 'encrypted' | 'fragment';
  readonly outcome: 'parse' | 'reject';
  /** How many telegrams a stream holds, as its peer counts them. */
  readonly facts: readonly Fact[];
  readonly keys?: { key: string; auth_key: string | null; plaintext: string };
}

interface Expectation {
  kind: CorpusFile['kind'];
  file: string;
  expected_outcome: 'parse' | 'reject';
  derived_outcome_with_crc_check_on: string;
  decrypt?: CorpusFile['keys'];
  sources: {
    peer: string;
    asserts: { field: string; obis?: string; value: unknown; count?: number; type?: string }[];
    asserts_json?: { value: unknown } | { value: unknown }[];
  }[];
}

/** The files of the corpus with what their peers' tests assert of them, one value at a time. */
export function readExpectations(folder: string): CorpusFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.expect.json'))
    .map((file) => {
      const expected: Expectation = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      const derived = expected.derived_outcome_with_crc_check_on;
      return {
        name: expected.file,
        bytes: readFileSync(`${folder}/${expected.file}`),
        kind: expected.kind,
        outcome: derived === 'n/a' ? expected.expected_outcome : (derived as 'parse' | 'reject'),
        facts: expected.sources.flatMap(factsOf),
        ...(expected.decrypt ? { keys: expected.decrypt } : {}),
      };
    });
}

function factsOf({ peer, asserts, asserts_json = [] }: Expectation['sources'][number]): Fact[] {
  const stated = asserts.map(({ field, ...fact }) => ({ ...fact, peer, name: field }));
  const trees = [asserts_json].flat();
  const listed = trees.flatMap(({ value }) => leaves(value, ''));
  return [...stated, ...listed.map(([name, value]) => ({ peer, name, value }))];
}

function leaves(value: unknown, name: string): [string, unknown][] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => leaves(each, `${name}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, each]) =>
    leaves(each, name === '' ? key : `${name}.${key}`),
  );
}
