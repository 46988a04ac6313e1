import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EnergyBucket, EnergyPeriod, SampleField } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { makeSample } from '../../test-support/make-sample.ts';
import { readEnergy } from './energy.ts';
import { History } from './history.ts';
import type { MeterSet } from './sampler.ts';

const zone = createTimeZone('Europe/Amsterdam');
const at = (iso: string) => Date.parse(iso) / 1000;

interface Shown {
  readonly timestamp: number;
  readonly values: Partial<Record<SampleField, number>>;
  readonly meters?: MeterSet;
}

function makeHistory(shown: readonly Shown[]): History {
  const history = new History(3653);
  for (const sketch of shown) history.record(makeSample(sketch));
  return history;
}

/** T1 rises by one each step. */
const steady = (from: string, to: string, stepSeconds = 10): Shown[] =>
  Array.from({ length: (at(to) - at(from)) / stepSeconds + 1 }, (_, index) => ({
    timestamp: at(from) + index * stepSeconds,
    values: { energyImportedT1Wh: 1000 + index },
  }));

interface Question {
  readonly period: EnergyPeriod;
  readonly from: string;
  readonly to: string;
}

/** All pages of an answer. */
function ask(history: History, { period, from, to }: Question): EnergyBucket[] {
  const request = { period, from: at(from), to: at(to) };
  let page = readEnergy(history, request, { zone, nowS: at(to) });
  const buckets = [...page.buckets];
  while (page.next !== undefined) {
    page = readEnergy(history, { ...request, cursor: page.next }, { zone, nowS: at(to) });
    buckets.push(...page.buckets);
  }
  return buckets;
}

const sum = (buckets: readonly EnergyBucket[], field: 'energyImportedT1Wh' | 'gasDm3') =>
  buckets.reduce((total, bucket) => total + (bucket[field] ?? 0), 0);

test('counts a day of 24 hours by the local calendar', () => {
  const history = makeHistory(steady('2024-08-15T12:00:00Z', '2024-08-17T12:00:00Z'));
  const question = {
    period: 'day',
    from: '2024-08-16T05:00:00Z',
    to: '2024-08-16T06:00:00Z',
  } as const;
  assert.deepEqual(ask(history, question), [
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
    const history = makeHistory(steady(from, to));
    const [day, ...more] = ask(history, { period: 'day', from, to });
    assert.equal(more.length, 0);
    assert.equal(day?.energyImportedT1Wh, hours * 360);
    const parts = ask(history, { period: 'hour', from, to });
    assert.equal(parts.length, hours);
    assert.equal(sum(parts, 'energyImportedT1Wh'), hours * 360);
  });
}

test('bridges a gap with the counters, each side of a border by its time', () => {
  const history = makeHistory([
    { timestamp: at('2024-08-16T20:00:00Z'), values: { energyImportedT1Wh: 1000 } },
    { timestamp: at('2024-08-17T00:00:00Z'), values: { energyImportedT1Wh: 1400 } },
  ]);
  const question = {
    period: 'day',
    from: '2024-08-16T12:00:00Z',
    to: '2024-08-17T12:00:00Z',
  } as const;
  const days = ask(history, question);
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
  const history = makeHistory([
    show(0, 5_000_000, old),
    show(36_100, 5_000_300, old),
    show(36_130, 12, next),
    show(36_200, 20, next),
    show(72_000, 90, next),
  ]);
  const question = {
    period: 'day',
    from: '2024-08-16T10:00:00Z',
    to: '2024-08-16T11:00:00Z',
  } as const;
  assert.equal(ask(history, question)[0]?.energyImportedT1Wh, 300 + 78);
});

test('goes on counting gas when only the electricity meter is replaced', () => {
  const gasEquipmentIdentifier = 'gas';
  const history = makeHistory([
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
  const question = {
    period: 'day',
    from: '2024-08-16T10:00:00Z',
    to: '2024-08-16T11:00:00Z',
  } as const;
  assert.equal(ask(history, question)[0]?.gasDm3, 50);
});

test('counts nothing where a counter falls', () => {
  const history = makeHistory([
    { timestamp: at('2024-08-16T10:00:00Z'), values: { energyImportedT1Wh: 900 } },
    { timestamp: at('2024-08-16T11:00:00Z'), values: { energyImportedT1Wh: 5 } },
    { timestamp: at('2024-08-16T12:00:00Z'), values: { energyImportedT1Wh: 9 } },
  ]);
  const question = {
    period: 'day',
    from: '2024-08-16T10:00:00Z',
    to: '2024-08-16T11:00:00Z',
  } as const;
  assert.equal(ask(history, question)[0]?.energyImportedT1Wh, 4);
});

test('takes the total of the meter where it sends one', () => {
  const history = makeHistory([
    { timestamp: at('2024-08-16T10:00:00Z'), values: { energyImportedWh: 10 } },
    { timestamp: at('2024-08-16T11:00:00Z'), values: { energyImportedWh: 17 } },
  ]);
  const question = {
    period: 'day',
    from: '2024-08-16T10:00:00Z',
    to: '2024-08-16T11:00:00Z',
  } as const;
  const [day] = ask(history, question);
  assert.equal(day?.energyImportedWh, 7);
  assert.equal(day?.energyImportedT1Wh, undefined);
});

test('says nothing of energy where it knows a single sample', () => {
  const history = makeHistory(steady('2024-08-16T10:00:00Z', '2024-08-16T10:00:00Z'));
  const question = {
    period: 'day',
    from: '2024-08-16T10:00:00Z',
    to: '2024-08-16T11:00:00Z',
  } as const;
  assert.deepEqual(Object.keys(ask(history, question)[0] ?? {}), ['start', 'end', 'coverage']);
});

test('answers the running period where no range is asked for', () => {
  const history = makeHistory(steady('2024-08-15T12:00:00Z', '2024-08-16T12:00:00Z'));
  const nowS = at('2024-08-16T12:00:03Z');
  const { buckets } = readEnergy(history, { period: 'day' }, { zone, nowS });
  assert.deepEqual(
    buckets.map(({ start, energyImportedT1Wh }) => [start, energyImportedT1Wh]),
    [[at('2024-08-15T22:00:00Z'), 14 * 360]],
  );
});

test('answers many periods in pages', () => {
  const history = makeHistory(steady('2024-08-01T00:00:00Z', '2024-08-13T00:00:00Z', 900));
  const range = { from: '2024-08-01T00:00:00Z', to: '2024-08-13T00:00:00Z' };
  const quarters = ask(history, { period: 'quarter', ...range });
  assert.equal(quarters.length, 12 * 96);
  assert.ok(quarters.every((quarter) => quarter.energyImportedT1Wh === 1));
});

/** Steps of seconds to two days around the end of summer time, with swaps of the meter. */
const anyCourse = fc.array(
  fc.record({
    seconds: fc.oneof(fc.integer({ min: 10, max: 900 }), fc.integer({ min: 900, max: 172_800 })),
    counted: fc.integer({ min: 0, max: 5000 }),
    isSwapped: fc.integer({ min: 0, max: 8 }).map((dice) => dice === 0),
  }),
  { minLength: 2, maxLength: 60 },
);

function followCourse(course: typeof anyCourse extends fc.Arbitrary<infer C> ? C : never) {
  let timestamp = at('2024-10-20T00:00:00Z');
  let shown = 1_000_000;
  let meter = 0;
  let counted = 0;
  const samples: Shown[] = [];
  for (const [index, step] of course.entries()) {
    timestamp += step.seconds;
    shown += step.counted;
    if (step.isSwapped) {
      meter += 1;
      shown = step.counted;
    } else if (index > 0) counted += step.counted;
    samples.push({
      timestamp,
      values: { energyImportedT1Wh: shown },
      meters: { equipmentIdentifier: `meter ${meter}` },
    });
  }
  return { samples, counted, end: new Date((timestamp + 1) * 1000).toISOString() };
}

test('sums up to the same whole by any period, over changes of the clock and of the meter', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      const { samples, counted, end } = followCourse(course);
      const history = makeHistory(samples);
      for (const period of ['quarter', 'hour', 'day', 'week', 'month', 'year'] as const) {
        const buckets = ask(history, { period, from: '2024-10-19T00:00:00Z', to: end });
        assert.equal(sum(buckets, 'energyImportedT1Wh'), counted, period);
      }
    }),
    { numRuns: 60 },
  );
});

test('gives an hour the same use, alone or among others', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      const { samples, end } = followCourse(course);
      const history = makeHistory(samples);
      const hours = ask(history, { period: 'hour', from: '2024-10-19T00:00:00Z', to: end });
      for (const hour of hours.slice(0, 20)) {
        const from = new Date(hour.start * 1000).toISOString();
        const to = new Date(hour.end * 1000).toISOString();
        assert.deepEqual(ask(history, { period: 'hour', from, to }), [hour]);
      }
    }),
    { numRuns: 40 },
  );
});
