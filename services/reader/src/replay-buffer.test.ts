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

/** What came at `second` under a clock that differs by `wrongS` seconds. */
function readingUnder(second: number, wrongS: number): Reading {
  return { ...readingAt(second + wrongS), timestampSource: 'reception' };
}

const sequencesAfter = (buffer: ReplayBuffer, sequence: number, maxBytes = 1e9) =>
  buffer.after(sequence, maxBytes).telegrams.map((entry) => entry.sequence);

test('keeps each of the last 1,800 readings', () => {
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

test('keeps what it has when a clock is a day ahead for a moment', () => {
  const buffer = filled(7_200);
  const before = sequencesAfter(buffer, 0);
  buffer.record(7_201, readingUnder(7_200, 25 * 3_600));
  assert.deepEqual(sequencesAfter(buffer, 0), [...before, 7_201]);
});

test('keeps what came under a clock that was two days behind', () => {
  const buffer = new ReplayBuffer();
  for (let second = 0; second < 60; second += 1) {
    buffer.record(second + 1, readingUnder(second, -2 * 86_400));
  }
  buffer.record(61, readingAt(60));
  assert.equal(buffer.size, 61);
});

test('forgets the oldest slot beyond a day of them and the last 1,800 readings', () => {
  const buffer = new ReplayBuffer();
  for (let slot = 0; slot <= 10_440; slot += 1) buffer.record(slot + 1, readingAt(slot * 10));
  assert.equal(sequencesAfter(buffer, 0)[0], 2);
});

test('stays bounded when each reading is of an earlier slot', () => {
  const buffer = new ReplayBuffer();
  for (let sequence = 1; sequence <= 30_000; sequence += 1) {
    buffer.record(sequence, readingAt(1_000_000 - sequence * 10));
  }
  assert.equal(buffer.size, 10_440);
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
  assert.equal(buffer.size, 1_801);
});
