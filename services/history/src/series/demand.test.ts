import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import { createTimeZone } from '@smer/shared/time-zone';
import { makeSample, type SampleSketch } from '../../test-support/make-sample.ts';
import { answerDemand } from './demand.ts';
import { History } from './history.ts';

const zone = createTimeZone('Europe/Brussels');
const at = (iso: string) => Date.parse(iso) / 1000;

const toReading = (timestamp: number, more: Partial<Reading> = {}): Reading => ({
  meter: 'main',
  identification: 'TST5',
  profile: 'belgium',
  timestamp,
  timestampSource: 'meter',
  receivedAt: timestamp * 1000,
  usageWatts: 600,
  mbusDevices: [],
  otherObjects: [],
  warnings: [],
  ...more,
});

/** A quarter hour each of the powers, one after the other. */
function makeHistory(from: string, powersW: readonly number[]): History {
  const history = new History(3653);
  let energyImportedT1Wh = 1000;
  const show = (timestamp: number) =>
    history.record(makeSample({ timestamp, values: { energyImportedT1Wh } }));
  show(at(from));
  for (const [quarter, powerW] of powersW.entries()) {
    energyImportedT1Wh += powerW / 4;
    show(at(from) + (quarter + 1) * 900);
  }
  return history;
}

test("takes the meter's own figures where it sends them", () => {
  const timestamp = at('2024-08-16T10:35:00Z');
  const reading = toReading(timestamp, {
    demandImportedW: 200,
    demandImportedMonthPeakW: 4329,
    demandImportedMonthPeakAt: 1_723_000_000_000,
    demandImportedPeaks: [{ month: '2024-07', powerW: 3000 }],
  });
  assert.deepEqual(answerDemand(new History(31), reading, { zone, nowS: timestamp }), {
    source: 'meter',
    quarterStart: at('2024-08-16T10:30:00Z'),
    averageW: 200,
    projectedW: 600,
    monthPeak: { month: '2024-08', powerW: 4329, occurredAt: 1_723_000_000_000 },
    peaks: [{ month: '2024-07', powerW: 3000 }],
  });
});

test('builds the running quarter up from the counters', () => {
  const history = makeHistory('2024-08-16T10:30:00Z', []);
  const timestamp = at('2024-08-16T10:40:00Z');
  history.record(makeSample({ timestamp, values: { energyImportedT1Wh: 1100 } }));
  const answer = answerDemand(history, toReading(timestamp), { zone, nowS: timestamp });
  assert.equal(answer.source, 'counters');
  assert.equal(answer.averageW, 400);
  assert.equal(answer.projectedW, 600);
});

test('finds the highest quarter of the month and of months before', () => {
  const history = makeHistory('2024-07-31T21:00:00Z', [400, 8000, 1200, 800, 2400, 5200, 400]);
  const timestamp = at('2024-07-31T22:45:00Z');
  const { monthPeak, peaks } = answerDemand(history, toReading(timestamp), {
    zone,
    nowS: timestamp,
  });
  assert.deepEqual(monthPeak, {
    month: '2024-08',
    powerW: 5200,
    occurredAt: at('2024-07-31T22:30:00Z') * 1000,
  });
  assert.deepEqual(peaks, [
    { month: '2024-07', powerW: 8000, occurredAt: at('2024-07-31T21:30:00Z') * 1000 },
  ]);
});

test('adds up the quarter in which a meter with a total replaces one without', () => {
  const history = makeHistory('2024-08-16T10:00:00Z', [400, 8000]);
  const start = at('2024-08-16T10:30:00Z');
  const show = (second: number, energyImportedT1Wh: number, more: SampleSketch['values'] = {}) =>
    history.record(
      makeSample({
        timestamp: start + second,
        values: { energyImportedT1Wh, ...more },
        meters: more.energyImportedWh === undefined ? {} : { equipmentIdentifier: 'new' },
      }),
    );
  show(400, 3200);
  show(410, 0, { energyImportedWh: 0 });
  show(890, 50, { energyImportedWh: 50 });
  const reading = toReading(start + 890);
  const { averageW } = answerDemand(history, reading, { zone, nowS: start + 890 });
  assert.equal(averageW, (100 + 50) * 4);
});

test('says nothing of a quarter without a reading', () => {
  assert.deepEqual(answerDemand(new History(31), undefined, { zone, nowS: 1_723_800_000 }), {
    source: 'counters',
    peaks: [],
  });
});
