import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteText } from './byte-text.ts';

const written = (write: (text: ByteText) => void) => {
  const text = new ByteText(16, 64);
  write(text);
  return Buffer.from(text.take()).toString('latin1');
};

test('writes every number as JSON does', () => {
  const numbers = fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.constantFrom(0, -0, 9, 10, 99, 100, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1),
  );
  fc.assert(
    fc.property(numbers, (value) => {
      assert.equal(
        written((text) => text.number(value)),
        JSON.stringify(value),
      );
    }),
  );
});

test('puts pieces one after the other', () => {
  const text = written((it) => {
    it.ascii('ab');
    it.byte(0x2c);
    it.copy(Buffer.from('cd'));
    it.number(12);
  });
  assert.equal(text, 'ab,cd12');
});

test('is full once a chunk is together', () => {
  const text = new ByteText(4, 4);
  text.ascii('abc');
  assert.equal(text.isFull, false);
  text.ascii('d');
  assert.equal(text.isFull, true);
});

test('begins anew without touching what was handed over', () => {
  const text = new ByteText(16, 16);
  text.ascii('first');
  const first = text.take();
  text.ascii('second');
  assert.equal(Buffer.from(first).toString(), 'first');
  assert.equal(Buffer.from(text.take()).toString(), 'second');
});
