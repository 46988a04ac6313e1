import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startTicker } from './ticker.ts';

const noon = Date.parse('2026-11-23T12:00:00.250Z');

/** Runs a ticker on a clock that the test moves; gives the instants ticked so far. */
function tickerOn(context: TestContext, pace: Parameters<typeof startTicker>[0]): number[] {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: noon });
  const ticked: number[] = [];
  const ticker = startTicker(
    pace,
    () => Date.now(),
    (instantMs) => ticked.push(instantMs),
  );
  context.after(() => ticker.stop());
  return ticked;
}

const secondsAfterNoon = (instants: number[]) =>
  instants.map((instant) => (instant - noon + 250) / 1000);

test('ticks at each full second', (context) => {
  const ticked = tickerOn(context, { intervalMs: 1000, speed: 1 });
  for (let passed = 0; passed < 3000; passed += 10) context.mock.timers.tick(10);
  assert.deepEqual(secondsAfterNoon(ticked), [1, 2, 3]);
});

test('lets the meter live faster than real time', (context) => {
  const ticked = tickerOn(context, { intervalMs: 1000, speed: 10, startMs: noon - 250 });
  for (let passed = 0; passed < 300; passed += 10) context.mock.timers.tick(10);
  assert.deepEqual(secondsAfterNoon(ticked), [0, 1, 2, 3]);
});

test('goes on where the meter would be by now when it is started anew', (context) => {
  const startedAtMs = noon - 60_000;
  const pace = { intervalMs: 1000, speed: 10, startMs: noon - 250, startedAtMs };
  const ticked = tickerOn(context, pace);
  for (let passed = 0; passed < 300; passed += 10) context.mock.timers.tick(10);
  assert.deepEqual(secondsAfterNoon(ticked), [600, 601, 602, 603]);
});

test('sends late what a short delay held up', (context) => {
  const ticked = tickerOn(context, { intervalMs: 1000, speed: 1 });
  context.mock.timers.setTime(noon + 3000);
  context.mock.timers.tick(1);
  assert.deepEqual(secondsAfterNoon(ticked), [1, 2, 3]);
});

test('skips what a long delay held up', (context) => {
  const ticked = tickerOn(context, { intervalMs: 1000, speed: 1 });
  context.mock.timers.setTime(noon + 3_600_000);
  context.mock.timers.tick(1);
  assert.deepEqual(secondsAfterNoon(ticked), [3600]);
});
