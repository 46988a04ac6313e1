import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmerError } from '@smer/shared/errors';
import fc from 'fast-check';
import { JsonSplitter } from './split-json.ts';

/** The parts of a text, handed over in pieces of the given sizes, over and over. */
function split(text: string, sizes: readonly number[] = [1_000_000]) {
  const bytes = Buffer.from(text);
  const parts: [string, string, unknown][] = [];
  const splitter = new JsonSplitter(({ key, kind, value }) => parts.push([key, kind, value]));
  const shared = Buffer.alloc(1_000_000);
  for (let offset = 0, turn = 0; offset < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const copied = bytes.copy(shared, 0, offset, offset + size);
    splitter.push(shared.subarray(0, copied));
    offset += size;
  }
  splitter.end();
  return parts;
}

const anyDocument = fc.dictionary(
  fc.string(),
  fc.oneof(
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double({ noNaN: true })))),
  ),
);

test('finds the parts of any document, however it is cut and laid out', () => {
  fc.assert(
    fc.property(
      anyDocument,
      fc.constantFrom(undefined, 4),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
      (document, indent, sizes) => {
        const text = JSON.stringify(document, null, indent);
        const plain = JSON.parse(text);
        const expected = Object.entries(plain).flatMap(([key, value]) =>
          Array.isArray(value)
            ? [[key, 'list', undefined], ...value.map((item) => [key, 'item', item])]
            : [[key, 'value', value]],
        );
        assert.deepEqual(split(text, sizes), expected);
      },
    ),
  );
});

test('tells the line and the byte of each part', () => {
  const places: unknown[] = [];
  const splitter = new JsonSplitter(({ place, keyPlace }) => places.push([place, keyPlace]));
  splitter.push(Buffer.from('{\n "a": [\n  {"b":\n 1}\n ],\n "c": 2\n}'));
  assert.deepEqual(places, [
    [
      { line: 2, offset: 8 },
      { line: 2, offset: 3 },
    ],
    [
      { line: 3, offset: 12 },
      { line: 2, offset: 3 },
    ],
    [
      { line: 6, offset: 32 },
      { line: 6, offset: 27 },
    ],
  ]);
});

for (const [name, text] of [
  ['nothing', ''],
  ['a list', '[]'],
  ['a cut document', '{"a":[{"b":1},'],
  ['something after the end', '{"a":1} x'],
  ['a missing comma', '{"a":1 "b":2}'],
  ['a comma too many', '{"a":[{"b":1},]}'],
  ['an object in an object', '{"a":[{"b":{"c":1}}]}'],
  ['a word that is no JSON', '{"a":nothing}'],
  ['a number in a list', '{"a":[1]}'],
  ['binary data', '\u0000\u0001\u0002'],
  ['a string without an end', `{"a":"${'x'.repeat(100_000)}`],
] as const) {
  test(`refuses ${name}`, () => {
    assert.throws(
      () => split(text, [1000]),
      (error) => error instanceof SmerError && error.code === 'INVALID_DUMP_FILE',
    );
  });
}
