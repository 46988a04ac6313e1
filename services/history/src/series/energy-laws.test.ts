import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  askEnergy,
  at,
  recordShown,
  type Sent,
  type Shown,
  sentValues,
  sum,
} from '../../test-support/ask-energy.ts';

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
      const history = recordShown(samples);
      for (const period of ['quarter', 'hour', 'day', 'week', 'month', 'year'] as const) {
        const buckets = askEnergy(history, { period, from: '2024-10-19T00:00:00Z', to: end });
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
      const history = recordShown(samples);
      const hours = askEnergy(history, { period: 'hour', from: '2024-10-19T00:00:00Z', to: end });
      for (const hour of hours.slice(0, 20)) {
        const from = new Date(hour.start * 1000).toISOString();
        const to = new Date(hour.end * 1000).toISOString();
        assert.deepEqual(askEnergy(history, { period: 'hour', from, to }), [hour]);
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
      const history = recordShown(samples);
      const [from, to] = ['2024-10-25T22:00:00Z', new Date((timestamp + 1) * 1000).toISOString()];
      const hours = askEnergy(history, { period: 'hour', from, to });
      for (const day of askEnergy(history, { period: 'day', from, to })) {
        const parts = hours.filter(({ start }) => start >= day.start && start < day.end);
        assert.equal(sum(parts, 'energyImportedWh'), day.energyImportedWh ?? 0);
      }
    }),
    { numRuns: 100 },
  );
});
