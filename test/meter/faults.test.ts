import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksum } from './checksum.ts';
import { applyFault, type LineFault } from './faults.ts';
import { createRandom } from './random.ts';
import { renderTelegram } from './render-telegram.ts';

const telegram = renderTelegram('SMR5', ['1-0:1.7.0(00.318*kW)', '1-0:2.7.0(00.000*kW)']);

const previous = renderTelegram('SMR5', ['1-0:1.7.0(00.317*kW)']);

const spoil = (fault: LineFault, seed: number) =>
  applyFault(telegram, fault, { random: createRandom(seed), previous });

const seeds = Array.from({ length: 200 }, (_, seed) => seed);

const ones = (byte: number) => byte.toString(2).replaceAll('0', '').length;

function bitsChanged(changed: Buffer): number {
  return changed.reduce((sum, byte, at) => sum + ones(byte ^ (telegram[at] ?? 0)), 0);
}

test('flips exactly one bit, so that the checksum no longer fits', () => {
  const digits = telegram.subarray(-6, -2).toString();
  for (const seed of seeds) {
    const changed = spoil({ kind: 'flip-bit' }, seed);
    assert.equal(bitsChanged(changed), 1);
    assert.notEqual(checksum(changed.subarray(0, -6)), Number.parseInt(digits, 16));
  }
});

test('changes exactly one byte', () => {
  for (const seed of seeds) {
    const changed = spoil({ kind: 'corrupt-byte' }, seed);
    assert.equal(changed.filter((byte, at) => byte !== telegram[at]).length, 1);
  }
});

test('leaves the telegram it was given as it is', () => {
  const before = Buffer.from(telegram);
  spoil({ kind: 'corrupt-byte' }, 1);
  assert.deepEqual(telegram, before);
});

test('cuts a telegram before its end mark', () => {
  for (const seed of seeds) {
    const cut = spoil({ kind: 'cut' }, seed);
    assert.ok(cut.length > 0 && !cut.includes('!'));
    assert.deepEqual(cut, telegram.subarray(0, cut.length));
  }
});

test('sends garbage before the whole telegram', () => {
  const noisy = spoil({ kind: 'garbage', bytes: 50 }, 1);
  assert.deepEqual(noisy.subarray(52), telegram);
});

test('sends NUL bytes after the whole telegram', () => {
  assert.deepEqual(
    spoil({ kind: 'nul', bytes: 2 }, 1),
    Buffer.concat([telegram, Buffer.from([0, 0])]),
  );
});

test('sends noise in place of a telegram', () => {
  const noise = spoil({ kind: 'noise', bytes: 50 }, 1);
  assert.equal(noise.length, 52);
  assert.equal(noise.includes('SMR5'), false);
});

test('sends a telegram twice, and the one before it again', () => {
  assert.deepEqual(spoil({ kind: 'repeat' }, 1), Buffer.concat([telegram, telegram, previous]));
});
