import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  askEnergy,
  at,
  recordShown,
  type Shown,
  sentValues,
  sum,
} from '../../test-support/ask-energy.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from './history.ts';

const meters = { equipmentIdentifier: 'meter' };
const start = at('2024-08-16T10:00:00Z');

interface Spell {
  /** Seconds after the start, by the meter. */
  readonly from: number;
  readonly to: number;
  /** How far the clock is ahead of the meter meanwhile, seconds. */
  readonly ahead: number;
}

/** Five hours of 360 W in the order of reception, stamped by a clock that is wrong for some spells. */
const showSteadily = (spells: readonly Spell[], hours = 5): Shown[] =>
  Array.from({ length: hours * 360 }, (_, index) => {
    const second = index * 10;
    const spell = spells.find(({ from, to }) => second >= from && second < to);
    const timestamp = start + second + (spell?.ahead ?? 0);
    return { timestamp, values: { energyImportedT1Wh: 5000 + index }, meters };
  });

const fiveHours = { from: '2024-08-16T10:00:00Z', to: '2024-08-16T15:00:00Z' };

for (const { name, spells } of [
  { name: 'two hours ahead for half a minute', spells: [{ from: 900, to: 930, ahead: 7200 }] },
  { name: 'ten minutes ahead', spells: [{ from: 3000, to: 3030, ahead: 600 }] },
  { name: 'two hours behind', spells: [{ from: 10_800, to: 10_830, ahead: -7200 }] },
  {
    name: 'ahead at one start and behind at the next',
    spells: [
      { from: 1800, to: 1860, ahead: 3600 },
      { from: 12_600, to: 13_800, ahead: -6900 },
    ],
  },
]) {
  test(`counts all once where the clock was ${name}`, () => {
    const history = recordShown(showSteadily(spells));
    const hours = askEnergy(history, { period: 'hour', ...fiveHours });
    assert.equal(sum(hours, 'energyImportedT1Wh'), 1799);
    const quarters = askEnergy(history, { period: 'quarter', ...fiveHours });
    assert.ok(quarters.every(({ energyImportedT1Wh = 0 }) => energyImportedT1Wh <= 92));
    assert.deepEqual(
      hours.map(({ start }) => {
        const from = new Date(start * 1000).toISOString();
        const to = new Date((start + 3600) * 1000).toISOString();
        return askEnergy(history, { period: 'hour', from, to })[0];
      }),
      hours,
    );
  });
}

test('thinks again of what it has told when more becomes known', () => {
  const history = new History(3653);
  const shown = showSteadily([{ from: 900, to: 930, ahead: 7200 }]);
  for (const [index, each] of shown.entries()) {
    history.record(makeSample(each));
    if (index % 60 === 0) askEnergy(history, { period: 'hour', ...fiveHours });
  }
  const hours = askEnergy(history, { period: 'hour', ...fiveHours });
  assert.deepEqual(hours, askEnergy(recordShown(shown), { period: 'hour', ...fiveHours }));
});

test('counts a year once where the clock was a year ahead for a moment', () => {
  const year = 366 * 86_400;
  const later = showSteadily([]).map(({ timestamp, values }) => ({
    timestamp: timestamp + year,
    values: { energyImportedT1Wh: (values.energyImportedT1Wh ?? 0) + 3_000_000 },
    meters,
  }));
  const history = recordShown([...showSteadily([{ from: 9000, to: 9030, ahead: year }]), ...later]);
  const range = { from: '2025-08-17T10:00:00Z', to: '2025-08-17T15:00:00Z' };
  const hours = askEnergy(history, { period: 'hour', ...range });
  assert.ok(hours.slice(1).every(({ energyImportedT1Wh }) => (energyImportedT1Wh ?? 0) <= 362));
});

test('counts all once where the tariff changes within a wrong hour', () => {
  const shown = Array.from({ length: 48 * 60 }, (_, minute): Shown => {
    const isWrong = minute >= 24 * 60 && minute < 25 * 60;
    const tariff1 = 6 * Math.min(minute, 28 * 60 + 10);
    const tariff2 = 6 * Math.max(0, minute - 28 * 60 - 10);
    return {
      timestamp: start + (minute + (isWrong ? 300 : 0)) * 60,
      values: sentValues('both', 1000 + tariff1, 2000 + tariff2),
      meters,
    };
  });
  const range = { from: '2024-08-16T10:00:00Z', to: '2024-08-19T10:00:00Z' };
  const hours = askEnergy(recordShown(shown), { period: 'hour', ...range });
  assert.equal(sum(hours, 'energyImportedWh'), 6 * (48 * 60 - 1));
});

/** Seconds after the start that somebody could hear the meter; stamps by a clock that is wrong for one spell. */
const outages = [
  { name: 'behind, into an outage of more than a day', until: 3, after: 29, spell: 30, ahead: -2 },
  { name: 'ahead, into an outage of more than a day', until: 8, after: 36, spell: 2, ahead: 31 },
  { name: 'behind, to before the first sample', until: 0, after: 1, spell: 20.5, ahead: -20 },
];

for (const { name, until, after, spell, ahead } of outages) {
  test(`counts all once where a moment was stamped ${name}`, () => {
    const hour = 3600;
    const shown = showSteadily([], 60)
      .map((each) => ({ each, second: each.timestamp - start }))
      .filter(({ second }) => second < until * hour || second >= after * hour)
      .map(({ each, second }) =>
        second >= spell * hour && second < spell * hour + 30
          ? { ...each, timestamp: each.timestamp + ahead * hour }
          : each,
      );
    const history = recordShown(shown);
    const range = { from: '2024-08-15T10:00:00Z', to: '2024-08-19T10:00:00Z' };
    const hours = askEnergy(history, { period: 'hour', ...range });
    const first = until === 0 ? after * 360 : 0;
    assert.equal(sum(hours, 'energyImportedT1Wh'), 60 * 360 - 1 - first);
  });
}

test('goes on counting where a register was set back for good', () => {
  const before = showSteadily([], 48);
  const after = before.map(({ timestamp, values }) => ({
    timestamp: timestamp + 48 * 3600,
    values: { energyImportedT1Wh: (values.energyImportedT1Wh ?? 0) - 5000 },
    meters,
  }));
  const history = recordShown([...before, ...after]);
  const range = { from: '2024-08-16T10:00:00Z', to: '2024-08-20T10:00:00Z' };
  const counted = sum(askEnergy(history, { period: 'hour', ...range }), 'energyImportedT1Wh');
  assert.equal(counted, 2 * (48 * 360 - 1));
});

test('counts what a meter without an identifier shows after a fall', () => {
  const shown = [900, 5, 9, 901, 905].map((energyImportedT1Wh, hour) => ({
    timestamp: start + hour * 3600,
    values: { energyImportedT1Wh },
  }));
  const hours = askEnergy(recordShown(shown), { period: 'hour', ...fiveHours });
  assert.equal(sum(hours, 'energyImportedT1Wh'), 4 + 892 + 4);
});

test('counts all once, by any period, whatever moments the clock is wrong for', () => {
  const minute = 60;
  const anySpell = fc
    .record({
      from: fc.integer({ min: 24 * 60, max: 72 * 60 }),
      minutes: fc.integer({ min: 1, max: 20 }),
      ahead: fc.integer({ min: -20 * 60, max: 20 * 60 }),
    })
    .map(({ from, minutes, ahead }) => ({
      from: from * minute,
      to: (from + minutes) * minute,
      ahead: ahead * minute,
    }));
  fc.assert(
    fc.property(fc.array(anySpell, { maxLength: 3 }), (spells) => {
      const history = recordShown(showSteadily(spells, 96));
      const range = { from: '2024-08-16T00:00:00Z', to: '2024-08-21T00:00:00Z' };
      for (const period of ['quarter', 'hour', 'day', 'month'] as const) {
        const buckets = askEnergy(history, { period, ...range });
        assert.equal(sum(buckets, 'energyImportedT1Wh'), 96 * 360 - 1, period);
      }
    }),
    { numRuns: 20 },
  );
});
