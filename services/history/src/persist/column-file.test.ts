import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeColumns, encodeColumns } from './column-file.ts';

const columns = [
  { name: 'bytes', values: Uint8Array.of(1, 2, 255), base: undefined },
  { name: 'shorts', values: Uint16Array.of(65_535), base: undefined },
  { name: 'numbers', values: Int32Array.of(-5, 7), base: 3_000_000_000 },
  { name: 'wide', values: Float64Array.of(9e15, Number.NEGATIVE_INFINITY), base: 0 },
];
const file = encodeColumns({ format: 'test', meters: ['É'] }, columns);

test('reads what it wrote', () => {
  const { facts, columns: found } = decodeColumns(file);
  assert.deepEqual(facts, { format: 'test', meters: ['É'] });
  assert.deepEqual([...found.values()], columns);
});

test('notices any bit that flipped', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: file.length - 1 }),
      fc.integer({ min: 0, max: 7 }),
      (index, bit) => {
        const damaged = Buffer.from(file);
        damaged[index] = (damaged[index] ?? 0) ^ (1 << bit);
        assert.throws(() => decodeColumns(damaged));
      },
    ),
  );
});

test('notices wherever a file was cut', () => {
  for (let length = 0; length < file.length; length += 1) {
    assert.throws(() => decodeColumns(file.subarray(0, length)));
  }
});
