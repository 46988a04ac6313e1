import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startInstant } from './start-instant.ts';

/** A start at 20:00 by a clock that can be set, and a clock that can't. */
function started() {
  const now = { clockMs: Date.UTC(2026, 10, 28, 20), uptimeMs: 5_000.25 };
  const instant = startInstant(
    () => now.clockMs,
    () => now.uptimeMs,
  );
  const pass = (ms: number) => {
    now.clockMs += ms;
    now.uptimeMs += ms;
  };
  return { instant, now, pass };
}

const at = (instant: number) => new Date(instant).toISOString().slice(0, 19);

test('stays the same while time passes', () => {
  const { instant, pass } = started();
  pass(3_600_000);
  assert.equal(at(instant()), '2026-11-28T20:00:00');
});

test('moves by as much as the clock was set', () => {
  const { instant, now, pass } = started();
  pass(60_000);
  now.clockMs += 3 * 86_400_000;
  assert.equal(at(instant()), '2026-12-01T20:00:00');
  now.clockMs -= 86_400_000;
  assert.equal(at(instant()), '2026-11-30T20:00:00');
});

test('does not move for the part of a second by which two clocks differ', () => {
  const { instant, now } = started();
  const first = instant();
  for (const ms of [1, -1, 400, 999, -999]) {
    const { clockMs } = now;
    now.clockMs += ms;
    assert.equal(instant(), first, `${ms} ms`);
    now.clockMs = clockMs;
  }
});

test('is never before 1970, wherever the clock is set', () => {
  const { instant, now, pass } = started();
  pass(60_000);
  now.clockMs = 0;
  assert.equal(instant(), 0);
});
