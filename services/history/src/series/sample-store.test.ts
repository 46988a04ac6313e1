import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotOf } from '@smer/shared/slot';
import fc from 'fast-check';
import { runsOf, samplesOf } from '../../test-support/make-history.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from './history.ts';
import { isPreferred, type MeterSet, type Sample } from './sample.ts';

const midnight = 1_723_766_400;
const daySeconds = 86_400;

/** Samples that often meet in a slot, at the same second too, around the border of days. */
const anySample: fc.Arbitrary<Sample> = fc
  .record({
    second: fc.integer({ min: -200, max: 200 }),
    receivedAfterMs: fc.integer({ min: 0, max: 3 }),
    usageWatts: fc.integer({ min: -3, max: 3 }),
    timestampSource: fc.constantFrom('meter' as const, 'reception' as const),
    gasDm3: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    meters: fc.constantFrom<MeterSet>(
      {},
      { equipmentIdentifier: 'A' },
      { equipmentIdentifier: 'A', gasEquipmentIdentifier: 'G' },
    ),
  })
  .map(({ second, receivedAfterMs, timestampSource, usageWatts, gasDm3, meters }) => {
    const timestamp = midnight + second;
    const values = gasDm3 === undefined ? { usageWatts } : { usageWatts, gasDm3 };
    const receivedAt = timestamp * 1000 + receivedAfterMs;
    return makeSample({ timestamp, timestampSource, receivedAt, values, meters });
  });

const anySamples = fc.array(anySample, { maxLength: 120 });

/** The same rule, without columns. */
function preferredOfEachSlot(samples: readonly Sample[]): Sample[] {
  const found = new Map<number, Sample>();
  for (const sample of samples) {
    const slot = slotOf(sample.timestamp);
    const held = found.get(slot);
    if (!held || isPreferred(sample, held)) found.set(slot, sample);
  }
  return [...found.values()].sort((a, b) => a.timestamp - b.timestamp);
}

function recordAll(samples: readonly Sample[], retentionDays = 31): History {
  const history = new History(retentionDays);
  for (const sample of samples) history.record(sample);
  return history;
}

test('holds what a plain array with the preferred sample of each slot holds', () => {
  fc.assert(
    fc.property(anySamples, (samples) => {
      assert.deepEqual(samplesOf(recordAll(samples)), preferredOfEachSlot(samples));
    }),
  );
});

test('holds the same in whatever order and however often samples come', () => {
  const shuffled = anySamples.chain((samples) =>
    fc.tuple(fc.constant(samples), fc.shuffledSubarray([...samples, ...samples], { minLength: 0 })),
  );
  fc.assert(
    fc.property(shuffled, ([samples, others]) => {
      const inOrder = recordAll(samples);
      const inDisorder = recordAll([...others, ...samples.toReversed()]);
      assert.deepEqual(samplesOf(inDisorder), samplesOf(inOrder));
      assert.deepEqual(runsOf(inDisorder), runsOf(inOrder));
    }),
  );
});

test('keeps what the meter timed from readings under the time of a computer that was behind', () => {
  const measured = makeSample({ timestamp: midnight + 5, values: { usageWatts: 100 } });
  const astray = makeSample({
    timestamp: midnight + 3,
    timestampSource: 'reception',
    values: { usageWatts: 200 },
  });
  assert.deepEqual(samplesOf(recordAll([measured, astray])), [measured]);
  assert.deepEqual(samplesOf(recordAll([astray, measured])), [measured]);
});

test('answers any range as a plain array does', () => {
  const anyRange = fc.tuple(
    fc.integer({ min: -210, max: 210 }),
    fc.integer({ min: -210, max: 210 }),
  );
  fc.assert(
    fc.property(anySamples, anyRange, (samples, [a, b]) => {
      const [from, to] = [midnight + Math.min(a, b), midnight + Math.max(a, b)];
      const { store } = recordAll(samples);
      const { first, end } = store.slotRange(from, to);
      const found = store.slots(first, end, 1000).map((slot) => store.timestampAt(slot));
      const expected = preferredOfEachSlot(samples)
        .map(({ timestamp }) => timestamp)
        .filter((timestamp) => timestamp >= from && timestamp < to);
      assert.deepEqual(found, expected);
    }),
  );
});

/** A sample so many days after the first. */
const sampleOfDay = (day: number) => makeSample({ timestamp: midnight + day * daySeconds });

const daysOf = (history: History) =>
  samplesOf(history).map(({ timestamp }) => (timestamp - midnight) / daySeconds);

test('keeps the days of the retention and the one that is not over', () => {
  assert.deepEqual(daysOf(recordAll([0, 1, 2].map(sampleOfDay), 2)), [0, 1, 2]);
  assert.deepEqual(daysOf(recordAll([0, 1, 2, 3].map(sampleOfDay), 2)), [1, 2, 3]);
});

test('refuses what is older than the retention but counts what it showed', () => {
  const history = recordAll([0, 1].map(sampleOfDay), 1);
  const old = makeSample({ timestamp: midnight - 9000, values: { gasDm3: 1 } });
  assert.equal(history.record(old), 'expired');
  assert.equal(history.table.runsOf(old.timestamp / 900)[0]?.first[6], 1);
});

test('loses one day at most to a clock that was years ahead for a moment', () => {
  assert.deepEqual(daysOf(recordAll([0, 1, 2, 4000, 3, 4].map(sampleOfDay), 3)), [2, 3, 4, 4000]);
});

test('holds the same in whatever order samples come that make others too old', () => {
  const sparse = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 3 }))
    .map(([day, slot]) => makeSample({ timestamp: midnight + day * daySeconds + slot * 10 }));
  const orders = fc
    .array(sparse, { maxLength: 80 })
    .chain((samples) =>
      fc.tuple(fc.constant(samples), fc.shuffledSubarray(samples, { minLength: samples.length })),
    );
  fc.assert(
    fc.property(orders, fc.integer({ min: 1, max: 9 }), ([samples, shuffled], retentionDays) => {
      assert.deepEqual(
        samplesOf(recordAll(shuffled, retentionDays)),
        samplesOf(recordAll(samples, retentionDays)),
      );
    }),
  );
});

test('keeps values that lie further apart than 2^31', () => {
  const values = [5, 3_000_000_000, -3_000_000_000, 9_007_199_254_740_991];
  const samples = values.map((energyImportedWh, index) =>
    makeSample({ timestamp: midnight + index * 10, values: { energyImportedWh } }),
  );
  assert.deepEqual(samplesOf(recordAll(samples)), samples);
});
