import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteText } from './byte-text.ts';

const written = (write: (text: ByteText) => void) => {
  const text = new ByteText();
  text.makeRoom(64);
  write(text);
  return Buffer.from(text.copyOut()).toString('latin1');
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

test('holds as much as there was room made for', () => {
  const text = new ByteText();
  for (let piece = 0; piece < 10_000; piece += 1) {
    text.makeRoom(8);
    text.number(10_000 + piece);
  }
  const expected = Array.from({ length: 10_000 }, (_, piece) => 10_000 + piece).join('');
  assert.equal(Buffer.from(text.copyOut()).toString(), expected);
});

test('begins anew without touching what was handed over', () => {
  const text = new ByteText();
  text.makeRoom(16);
  text.ascii('first');
  const first = text.copyOut();
  text.clear();
  text.ascii('second');
  assert.equal(Buffer.from(first).toString(), 'first');
  assert.equal(Buffer.from(text.copyOut()).toString(), 'second');
});
