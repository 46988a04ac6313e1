import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DayPlan, planDay } from './load-profile.ts';

const november = { year: 2026, month: 11, day: 23 };
const june = { year: 2026, month: 6, day: 21 };
const seeds = Array.from({ length: 30 }, (_, seed) => seed);

const netW = (plan: DayPlan, second: number) =>
  (plan.powerL1W[second] ?? 0) + (plan.powerL2W[second] ?? 0) + (plan.powerL3W[second] ?? 0);

function meanW(plan: DayPlan, fromH: number, toH: number): number {
  let sumW = 0;
  for (let second = fromH * 3600; second < toH * 3600; second += 1) sumW += netW(plan, second);
  return sumW / ((toH - fromH) * 3600);
}

test('lives a day the same way each time', () => {
  assert.deepEqual(planDay(november, 7), planDay(november, 7));
});

test('lives another day for another seed', () => {
  assert.notDeepEqual(planDay(november, 7), planDay(november, 8));
});

test('lives another day on another date', () => {
  assert.notDeepEqual(planDay(november, 7), planDay({ ...november, day: 24 }, 7));
});

test('draws less at night than while cooking', () => {
  for (const seed of seeds) {
    const plan = planDay(november, seed);
    assert.ok(meanW(plan, 2, 5) < meanW(plan, 17, 20) / 2, `seed ${seed}`);
  }
});

test('exports around noon in June more often than not', () => {
  const exporting = seeds.filter((seed) => meanW(planDay(june, seed), 12, 14) < 0);
  assert.ok(exporting.length > seeds.length / 2, `${exporting.length} of ${seeds.length}`);
});

test('never exports in the dark', () => {
  for (const seed of seeds) assert.ok(meanW(planDay(june, seed), 0, 3) > 100, `seed ${seed}`);
});

test('boils water with 2 kW each morning', () => {
  for (const seed of seeds) {
    const { powerL2W } = planDay(november, seed);
    assert.ok(Math.max(...powerL2W.subarray(6.5 * 3600, 8 * 3600)) >= 2010, `seed ${seed}`);
  }
});

test('heats with gas in November and not in June', () => {
  const afternoonMl = (plan: DayPlan) =>
    plan.gasMlPerS.subarray(12 * 3600, 16 * 3600).reduce((sum, flow) => sum + flow, 0);
  assert.equal(afternoonMl(planDay(june, 1)), 0);
  assert.ok(afternoonMl(planDay(november, 1)) > 200_000);
});

test('never draws a negative amount of gas or water', () => {
  for (const seed of seeds) {
    const { gasMlPerS, waterMlPerS } = planDay(november, seed);
    assert.ok(gasMlPerS.every((flow) => flow >= 0) && waterMlPerS.every((flow) => flow >= 0));
  }
});
