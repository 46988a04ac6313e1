import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askEnergy, at, recordShown, type Shown, sum } from '../../test-support/ask-energy.ts';
import type { MeterSet } from './sample.ts';

/** T1 rises by one each step. */
const steady = (from: string, to: string, stepSeconds = 10): Shown[] =>
  Array.from({ length: (at(to) - at(from)) / stepSeconds + 1 }, (_, index) => ({
    timestamp: at(from) + index * stepSeconds,
    values: { energyImportedT1Wh: 1000 + index },
  }));

/** Asks for the day that these are in. */
const theDay = { period: 'day', from: '2024-08-16T10:00:00Z', to: '2024-08-16T11:00:00Z' } as const;

test('counts a day of 24 hours by the local calendar', () => {
  const history = recordShown(steady('2024-08-15T12:00:00Z', '2024-08-17T12:00:00Z'));
  assert.deepEqual(askEnergy(history, theDay), [
    {
      start: at('2024-08-15T22:00:00Z'),
      end: at('2024-08-16T22:00:00Z'),
      energyImportedT1Wh: 8640,
      energyImportedWh: 8640,
      coverage: 1,
    },
  ]);
});

for (const { name, from, to, hours } of [
  { name: 'spring', from: '2024-03-30T23:00:00Z', to: '2024-03-31T22:00:00Z', hours: 23 },
  { name: 'autumn', from: '2024-10-26T22:00:00Z', to: '2024-10-27T23:00:00Z', hours: 25 },
]) {
  test(`counts the day of ${hours} hours in ${name}, and its hours sum to it`, () => {
    const history = recordShown(steady(from, to));
    const [day, ...more] = askEnergy(history, { period: 'day', from, to });
    assert.equal(more.length, 0);
    assert.equal(day?.energyImportedT1Wh, hours * 360);
    const parts = askEnergy(history, { period: 'hour', from, to });
    assert.equal(parts.length, hours);
    assert.equal(sum(parts, 'energyImportedT1Wh'), hours * 360);
  });
}

test('bridges a gap with the counters, each side of a border by its time', () => {
  const history = recordShown([
    { timestamp: at('2024-08-16T20:00:00Z'), values: { energyImportedT1Wh: 1000 } },
    { timestamp: at('2024-08-17T00:00:00Z'), values: { energyImportedT1Wh: 1400 } },
  ]);
  const twoDays = {
    period: 'day',
    from: '2024-08-16T12:00:00Z',
    to: '2024-08-17T12:00:00Z',
  } as const;
  const days = askEnergy(history, twoDays);
  assert.deepEqual(
    days.map((day) => day.energyImportedT1Wh),
    [200, 200],
  );
  assert.ok(days.every((day) => day.coverage < 0.001));
});

test('takes no difference between two meters, and counts each of them', () => {
  const old = { equipmentIdentifier: 'old' };
  const next = { equipmentIdentifier: 'new' };
  const day = at('2024-08-16T00:00:00Z');
  const show = (second: number, energyImportedT1Wh: number, meters: MeterSet) => ({
    timestamp: day + second,
    values: { energyImportedT1Wh },
    meters,
  });
  const history = recordShown([
    show(0, 5_000_000, old),
    show(36_100, 5_000_300, old),
    show(36_130, 12, next),
    show(36_200, 20, next),
    show(72_000, 90, next),
  ]);
  assert.equal(askEnergy(history, theDay)[0]?.energyImportedT1Wh, 300 + 78);
});

test('goes on counting gas when only the electricity meter is replaced', () => {
  const gasEquipmentIdentifier = 'gas';
  const history = recordShown([
    {
      timestamp: at('2024-08-16T10:00:00Z'),
      values: { gasDm3: 100 },
      meters: { equipmentIdentifier: 'old', gasEquipmentIdentifier },
    },
    {
      timestamp: at('2024-08-16T11:00:00Z'),
      values: { gasDm3: 150 },
      meters: { equipmentIdentifier: 'new', gasEquipmentIdentifier },
    },
  ]);
  assert.equal(askEnergy(history, theDay)[0]?.gasDm3, 50);
});

test('counts nothing where a counter falls', () => {
  const history = recordShown([
    { timestamp: at('2024-08-16T10:00:00Z'), values: { energyImportedT1Wh: 900 } },
    { timestamp: at('2024-08-16T11:00:00Z'), values: { energyImportedT1Wh: 5 } },
    { timestamp: at('2024-08-16T12:00:00Z'), values: { energyImportedT1Wh: 9 } },
  ]);
  assert.equal(askEnergy(history, theDay)[0]?.energyImportedT1Wh, 4);
});

test('takes the total of the meter where it sends one', () => {
  const history = recordShown([
    { timestamp: at('2024-08-16T10:00:00Z'), values: { energyImportedWh: 10 } },
    { timestamp: at('2024-08-16T11:00:00Z'), values: { energyImportedWh: 17 } },
  ]);
  const [day] = askEnergy(history, theDay);
  assert.equal(day?.energyImportedWh, 7);
  assert.equal(day?.energyImportedT1Wh, undefined);
});

test('says nothing of energy where it knows a single sample', () => {
  const history = recordShown(steady('2024-08-16T10:00:00Z', '2024-08-16T10:00:00Z'));
  assert.deepEqual(Object.keys(askEnergy(history, theDay)[0] ?? {}), ['start', 'end', 'coverage']);
});

test('answers many periods in pages', () => {
  const history = recordShown(steady('2024-08-01T00:00:00Z', '2024-08-13T00:00:00Z', 900));
  const range = { from: '2024-08-01T00:00:00Z', to: '2024-08-13T00:00:00Z' };
  const quarters = askEnergy(history, { period: 'quarter', ...range });
  assert.equal(quarters.length, 12 * 96);
  assert.ok(quarters.every((quarter) => quarter.energyImportedT1Wh === 1));
});
