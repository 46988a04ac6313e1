import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentReadings } from './recent-readings.ts';

/** A reading a second, from second 0 on. */
function readingsUpTo(second: number): RecentReadings {
  const recent = new RecentReadings();
  for (let timestamp = 0; timestamp <= second; timestamp += 1) {
    recent.record({ timestamp, receivedAt: timestamp * 1000 }, `${timestamp}`);
  }
  return recent;
}

const event = (timestamp: number) => `id: ${timestamp}\ndata: ${timestamp}\n\n`;

test('gives the newest to a client that names none', () => {
  assert.deepEqual(readingsUpTo(50).lackedBy(undefined, 50_000), [event(50)]);
});

test('gives what came since to a client that comes back', () => {
  assert.deepEqual(readingsUpTo(50).lackedBy(48, 50_000), [event(49), event(50)]);
});

test('gives nothing to a client that has all', () => {
  assert.deepEqual(readingsUpTo(50).lackedBy(50, 50_000), []);
});

test('gives none older than 30 s, however long the client was away', () => {
  const lacked = readingsUpTo(50).lackedBy(0, 55_000);
  assert.equal(lacked[0], event(25));
  assert.equal(lacked.length, 26);
});

test('gives nothing when the newest is old', () => {
  assert.deepEqual(readingsUpTo(50).lackedBy(undefined, 81_000), []);
});

test('gives none of the time before the clock was set back', () => {
  const recent = readingsUpTo(5_000);
  recent.record({ timestamp: 1_400, receivedAt: 1_400_000 }, '1400');
  assert.deepEqual(recent.lackedBy(1_300, 1_400_000), [event(1_400)]);
});
