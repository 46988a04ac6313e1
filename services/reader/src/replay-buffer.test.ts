import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import { ReplayBuffer } from './replay-buffer.ts';

function readingAt(timestamp: number, usageWatts: number | undefined = timestamp): Reading {
  return {
    meter: 'main',
    identification: 'TST5 TEST',
    profile: 'dsmr-5',
    timestamp,
    timestampSource: 'meter',
    receivedAt: timestamp * 1000,
    usageWatts,
    mbusDevices: [],
    otherObjects: [],
    warnings: [],
  };
}

function filled(seconds: number): ReplayBuffer {
  const buffer = new ReplayBuffer();
  for (let second = 0; second < seconds; second += 1) buffer.record(second + 1, readingAt(second));
  return buffer;
}

const sequencesAfter = (buffer: ReplayBuffer, sequence: number, maxBytes = 1e9) =>
  buffer.after(sequence, maxBytes).telegrams.map((entry) => entry.sequence);

test('keeps every reading of the last 30 minutes', () => {
  assert.equal(filled(1_800).size, 1_800);
});

test('keeps the earliest of each slot of what is older', () => {
  assert.deepEqual(sequencesAfter(filled(1_830), 0).slice(0, 4), [1, 11, 21, 31]);
});

test('keeps of a slot the earliest that tells power, of which history makes its sample', () => {
  const buffer = new ReplayBuffer();
  for (let second = 0; second < 1_830; second += 1) {
    const { usageWatts, ...withoutPower } = readingAt(second);
    buffer.record(second + 1, second % 10 < 3 ? withoutPower : { ...withoutPower, usageWatts });
  }
  assert.deepEqual(sequencesAfter(buffer, 0).slice(0, 3), [4, 14, 24]);
});

test('keeps of a slot what the meter timed rather than what came under the computer’s time', () => {
  const buffer = new ReplayBuffer();
  buffer.record(1, { ...readingAt(100), timestampSource: 'reception' });
  buffer.record(2, readingAt(105));
  for (let second = 0; second < 1_800; second += 1) {
    buffer.record(second + 3, readingAt(second + 110));
  }
  assert.deepEqual(sequencesAfter(buffer, 0).slice(0, 2), [2, 3]);
});

test('forgets what is older than 24 hours', () => {
  const buffer = new ReplayBuffer();
  for (let slot = 0; slot <= 8_640; slot += 1) buffer.record(slot + 1, readingAt(slot * 10));
  assert.equal(sequencesAfter(buffer, 0)[0], 2);
});

test('keeps no more than a day makes, wherever clocks go', () => {
  const buffer = new ReplayBuffer();
  for (let sequence = 1; sequence <= 30_000; sequence += 1) {
    buffer.record(sequence, readingAt(1_000_000 - sequence * 10));
  }
  assert.ok(buffer.size < 13_000, `${buffer.size}`);
  assert.equal(buffer.after(29_999, 1e9).telegrams.length, 1);
});

test('gives only what comes after a sequence', () => {
  assert.deepEqual(sequencesAfter(filled(5), 3), [4, 5]);
});

test('gives pages of bounded size that together hold all', () => {
  const buffer = filled(100);
  const seen: number[] = [];
  for (let more = true; more; ) {
    const page = buffer.after(seen.at(-1) ?? 0, 1_000);
    assert.ok(JSON.stringify(page.telegrams).length < 1_200);
    seen.push(...page.telegrams.map((entry) => entry.sequence));
    more = page.more;
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
});

test('gives one reading even where it is larger than a page', () => {
  assert.deepEqual(sequencesAfter(filled(2), 0, 1), [1]);
});

test('stays bounded when the clock stands still', () => {
  const buffer = new ReplayBuffer();
  for (let sequence = 1; sequence <= 21_000; sequence += 1) buffer.record(sequence, readingAt(0));
  assert.ok(buffer.size <= 20_001);
});
