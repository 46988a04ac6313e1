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

type Summed = 'energyImportedT1Wh' | 'energyImportedWh' | 'gasDm3';

const sum = (buckets: readonly EnergyBucket[], field: Summed) =>
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

/** What a day and the sum of its hours say of the energy imported. */
function dayAndHours(shown: readonly Shown[]): (number | undefined)[] {
  const history = makeHistory(shown);
  const range = { from: '2024-08-15T22:00:00Z', to: '2024-08-16T22:00:00Z' };
  const [day] = ask(history, { period: 'day', ...range });
  return [
    day?.energyImportedWh,
    sum(ask(history, { period: 'hour', ...range }), 'energyImportedWh'),
  ];
}

const noon = at('2024-08-16T10:00:00Z');

/** A sample each quarter hour from noon on, 10 Wh by day and 5 Wh by night more each time. */
const showQuarters = (sent: readonly Sent[], meters: MeterSet = {}, start = noon): Shown[] =>
  sent.map((each, index) => ({
    timestamp: start + index * 900,
    values: sentValues(each, 1000 + index * 10, 2000 + index * 5),
    meters,
  }));

test('adds a replacement that sends a total to what the tariffs before it counted', () => {
  const shown = [
    ...showQuarters(Array(9).fill('tariffs'), { equipmentIdentifier: 'old' }),
    ...showQuarters(Array(5).fill('both'), { equipmentIdentifier: 'new' }, noon + 8100),
  ];
  assert.deepEqual(dayAndHours(shown), [12 * 15, 12 * 15]);
});

test('adds a replacement without a total to what the total before it counted', () => {
  const shown = [
    ...showQuarters(Array(9).fill('total'), { equipmentIdentifier: 'old' }),
    ...showQuarters(Array(5).fill('tariffs'), { equipmentIdentifier: 'new' }, noon + 8100),
  ];
  assert.deepEqual(dayAndHours(shown), [12 * 15, 12 * 15]);
});

test('loses nothing where a meter starts to send its total, or leaves it out for a while', () => {
  const sent: Sent[] = ['tariffs', 'tariffs', 'both', 'both', 'tariffs', 'both', 'both', 'tariffs'];
  assert.deepEqual(dayAndHours(showQuarters(sent)), [7 * 15, 7 * 15]);
});

test('tells the use of a meter that takes turns with one that sends a total', () => {
  const [old, next] = [{ equipmentIdentifier: 'old' }, { equipmentIdentifier: 'new' }];
  const shown = [
    ...showQuarters(['both', 'both'], old),
    ...showQuarters(Array(9).fill('tariffs'), next, noon + 1800),
    ...showQuarters(['both', 'both'], old, noon + 9900),
  ];
  assert.deepEqual(dayAndHours(shown), [10 * 15, 10 * 15]);
});

test('counts nothing twice where a tariff was missing beside the total', () => {
  const show = (minute: number, values: Shown['values']) => ({
    timestamp: noon + minute * 60,
    values,
  });
  const shown = [
    show(0, { energyImportedT1Wh: 1000, energyImportedT2Wh: 500, energyImportedWh: 1500 }),
    show(15, { energyImportedT2Wh: 510, energyImportedWh: 1530 }),
    show(30, { energyImportedT1Wh: 1040, energyImportedT2Wh: 520 }),
  ];
  assert.deepEqual(dayAndHours(shown), [30 + 10, 30 + 10]);
});

test('takes the word of the total register where the tariffs say otherwise', () => {
  const show = (hour: number, tariff1: number, energyImportedWh: number): Shown => ({
    timestamp: noon + hour * 3600,
    values: { energyImportedT1Wh: tariff1, energyImportedT2Wh: 7, energyImportedWh },
  });
  assert.deepEqual(dayAndHours([show(0, 100, 900), show(1, 130, 950), show(2, 140, 5)]), [50, 50]);
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

/** What a telegram holds of the energy imported. */
type Sent = 'tariffs' | 'total' | 'both';

const sentValues = (sent: Sent, tariff1: number, tariff2: number) => ({
  ...(sent === 'total' ? {} : { energyImportedT1Wh: tariff1, energyImportedT2Wh: tariff2 }),
  ...(sent === 'tariffs' ? {} : { energyImportedWh: tariff1 + tariff2 }),
});

/**
 * Steps of seconds to two days around the end of summer time, with swaps of the meter. Some meters
 * send the total alone; the others send the tariffs, and the total now and then.
 */
const anyCourse = fc.array(
  fc.record({
    seconds: fc.oneof(fc.integer({ min: 10, max: 900 }), fc.integer({ min: 900, max: 172_800 })),
    counted: fc.integer({ min: 0, max: 5000 }),
    countedT2: fc.integer({ min: 0, max: 5000 }),
    sent: fc.constantFrom<Sent>('tariffs', 'total', 'both'),
    isSwapped: fc.integer({ min: 0, max: 8 }).map((dice) => dice === 0),
  }),
  { minLength: 2, maxLength: 60 },
);

const withTariffs = (sent: Sent): Sent => (sent === 'total' ? 'both' : sent);

function followCourse(course: typeof anyCourse extends fc.Arbitrary<infer C> ? C : never) {
  let timestamp = at('2024-10-20T00:00:00Z');
  let [shown, shownT2] = [1_000_000, 2_000_000];
  let meter = 0;
  let isTotalAlone = course[0]?.sent === 'total';
  let [counted, total] = [0, 0];
  const samples: Shown[] = [];
  for (const [index, step] of course.entries()) {
    timestamp += step.seconds;
    shown += step.counted;
    shownT2 += step.countedT2;
    if (step.isSwapped) {
      meter += 1;
      [shown, shownT2] = [step.counted, step.countedT2];
      isTotalAlone = step.sent === 'total';
    } else if (index > 0) {
      if (!isTotalAlone) counted += step.counted;
      total += step.counted + step.countedT2;
    }
    samples.push({
      timestamp,
      values: sentValues(isTotalAlone ? 'total' : withTariffs(step.sent), shown, shownT2),
      meters: { equipmentIdentifier: `meter ${meter}` },
    });
  }
  return { samples, counted, total, end: new Date((timestamp + 1) * 1000).toISOString() };
}

test('sums up to the same whole by any period, over changes of the clock and of the meter', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      const { samples, counted, total, end } = followCourse(course);
      const history = makeHistory(samples);
      for (const period of ['quarter', 'hour', 'day', 'week', 'month', 'year'] as const) {
        const buckets = ask(history, { period, from: '2024-10-19T00:00:00Z', to: end });
        assert.equal(sum(buckets, 'energyImportedT1Wh'), counted, period);
        assert.equal(sum(buckets, 'energyImportedWh'), total, period);
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

test('sums the hours of a day to its total, whatever registers each telegram lacks', () => {
  const anyTelegrams = fc.array(
    fc.record({
      sent: fc.constantFrom<Sent>('tariffs', 'total', 'both'),
      lacks: fc.option(fc.constantFrom('energyImportedT1Wh', 'energyImportedT2Wh')),
      meter: fc.constantFrom('a', 'b', undefined),
      seconds: fc.integer({ min: 10, max: 30_000 }),
      shown: fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 9000 })),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(anyTelegrams, (telegrams) => {
      let timestamp = at('2024-10-26T00:00:00Z');
      const samples = telegrams.map(({ sent, lacks, meter, seconds, shown }, index): Shown => {
        timestamp += seconds;
        const values = sentValues(sent, shown[0] + index * 500, shown[1] + index * 100);
        return {
          timestamp,
          values: lacks ? { ...values, [lacks]: undefined } : values,
          meters: { equipmentIdentifier: meter },
        };
      });
      const history = makeHistory(samples);
      const [from, to] = ['2024-10-25T22:00:00Z', new Date((timestamp + 1) * 1000).toISOString()];
      const hours = ask(history, { period: 'hour', from, to });
      for (const day of ask(history, { period: 'day', from, to })) {
        const parts = hours.filter(({ start }) => start >= day.start && start < day.end);
        assert.equal(sum(parts, 'energyImportedWh'), day.energyImportedWh ?? 0);
      }
    }),
    { numRuns: 100 },
  );
});
