import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotClockAt } from './slot-clock.ts';

const now = 1_723_833_110_500;
const read = (receivedBeforeMs: number, meterAheadMs: number) => {
  const receivedAt = now - receivedBeforeMs;
  return { receivedAt, timestamp: (receivedAt + meterAheadMs) / 1000 };
};

test('is as far behind or ahead as the meter was at its last reading', () => {
  assert.equal(slotClockAt(now, read(4_000, -90_000)), now - 90_000);
  assert.equal(slotClockAt(now, read(4_000, 90_000)), now + 90_000);
});

test('is the computer’s while there is no reading', () => {
  assert.equal(slotClockAt(now, undefined), now);
});
