import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitRecording } from './split-recording.ts';

const recorded = (name: string) =>
  readFileSync(new URL(`../../../../test/telegrams/${name}`, import.meta.url));

async function* chunksOf(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const split = (bytes: Buffer, size = 65_536) =>
  Array.fromAsync(splitRecording(chunksOf(bytes, size)));

for (const name of ['dsmr-5.txt', 'luxembourg-encrypted.bin', 'austria-encrypted.bin']) {
  test(`cuts ${name} after each telegram, however it is read`, async () => {
    const telegram = recorded(name);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), async (size) => {
        const parts = await split(Buffer.concat(Array(5).fill(telegram)), size);
        assert.deepEqual(parts, Array(5).fill(telegram));
      }),
    );
  });
}

test('leaves what stands between telegrams before the next one', async () => {
  const telegram = recorded('luxembourg-encrypted.bin');
  const parts = await split(Buffer.concat([telegram, Buffer.from('\r\n'), telegram]));
  assert.deepEqual(
    parts.map(({ length }) => length),
    [telegram.length, telegram.length + 2],
  );
});

test('passes on what holds no telegram, and loses no byte', async () => {
  const noise = Buffer.from('nothing of the kind '.repeat(20_000));
  const parts = await split(noise, 10_000);
  assert.ok(parts.length > 4);
  assert.deepEqual(Buffer.concat(parts), noise);
});

test('ends with what was cut off', async () => {
  const telegram = recorded('dsmr-5.txt');
  const parts = await split(Buffer.concat([telegram, telegram.subarray(0, 100)]));
  assert.deepEqual(parts, [telegram, telegram.subarray(0, 100)]);
});
