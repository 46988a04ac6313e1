import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { dumpText, loadText, now, original, zone } from '../../test-support/load-dump.ts';
import {
  runsOf,
  samplesOf,
  typicalHistory,
  typicalSample,
} from '../../test-support/make-history.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from '../series/history.ts';

/** Without the difference in words, which takes hours for lists as long as these. */
const assertSame = (found: unknown, expected: unknown) =>
  assert.ok(isDeepStrictEqual(found, expected), 'both are the same');

test('restores samples and counters as they were dumped', async () => {
  const before = typicalHistory(20_000);
  const { history, result } = await loadText(await dumpText(before));
  assertSame(samplesOf(history), samplesOf(before));
  assertSame(runsOf(history), runsOf(before));
  assert.equal(result.loaded, 20_000);
  assert.equal(result.added, 20_000);
  assert.equal(result.origin, 'smer');
});

test('restores the counters of days whose samples are forgotten', async () => {
  const before = typicalHistory(30_000, { retentionDays: 1 });
  assert.ok(before.store.size < 20_000);
  const { history } = await loadText(await dumpText(before), new History(1));
  assertSame(runsOf(history), runsOf(before));
});

test('dumps JSON that says what it holds, a reading a line', async () => {
  const text = await dumpText(typicalHistory(3));
  const dump = JSON.parse(text);
  assert.equal(dump.count, 3);
  assert.equal(dump.readings[0].date, '2024-08-16T02:00:00+02:00');
  assert.equal(dump.readings[0].timestamp, 1_723_766_400);
  assert.equal(text.split('\n').filter((line) => line.includes('"usageWatts"')).length, 3);
});

test('dumps and restores an empty history', async () => {
  const { history, result } = await loadText(await dumpText(new History(31)));
  assert.equal(result.loaded, 0);
  assert.equal(history.store.size, 0);
});

test('joins the file with what has come in since: of a slot the earlier stays', async () => {
  const text = await dumpText(typicalHistory(100));
  const { timestamp } = typicalSample(51);
  const history = typicalHistory(200, { from: 90 });
  history.record(makeSample({ timestamp: timestamp - 1, values: { usageWatts: 77 } }));
  history.record(makeSample({ timestamp: typicalSample(60).timestamp + 5 }));
  const { result } = await loadText(text, history);
  assert.equal(result.added, 88);
  const expected = typicalHistory(200);
  expected.record(makeSample({ timestamp: timestamp - 1, values: { usageWatts: 77 } }));
  assert.deepEqual(samplesOf(history), samplesOf(expected));
});

test('takes no reading of a file that says less of it in its place', async () => {
  const sample = typicalSample(3);
  const history = new History(31);
  history.record({ ...sample, timestampSource: 'reception' });
  const before = samplesOf(history);
  const date = zone.toIso(sample.timestamp * 1000);
  await loadText(original([{ date, timestamp: sample.timestamp, usageWatts: 1 }]), history);
  assert.deepEqual(samplesOf(history), before);
});

test('tells how much of the file is older than what history keeps', async () => {
  const { result } = await loadText(await dumpText(typicalHistory(30_000)), new History(1));
  assert.equal(result.expired, 2 * 8640);
  assert.equal(result.added, 30_000 - 2 * 8640);
});

test('loads a file written after a clock that had not been set yet', async () => {
  const before = typicalHistory(100);
  before.record(makeSample({ timestamp: 30 }));
  const { history } = await loadText(await dumpText(before));
  assertSame(samplesOf(history), samplesOf(before));
  assertSame(runsOf(history), runsOf(before));
});

test('loads a file written while the clock was years ahead', async () => {
  const before = typicalHistory(100);
  before.record(makeSample({ timestamp: now / 1000 + 9 * 366 * 86_400 }));
  const { history } = await loadText(await dumpText(before));
  assertSame(samplesOf(history), samplesOf(before));
  assertSame(runsOf(history), runsOf(before));
});

test("finds the instants of the original program's local dates, in the doubled hour by order", async () => {
  const dates = [
    '2024-10-27T01:59:50',
    '2024-10-27T02:10:00.123456',
    '2024-10-27T02:50:00',
    '2024-10-27T02:10:00',
    '2024-10-27T02:50:00',
    '2024-10-27T03:00:00',
  ];
  const readings = dates.map((date, usageWatts) => ({
    date,
    timestamp: Math.floor(Date.parse(`${date.slice(0, 19)}Z`) / 1000),
    usageWatts,
  }));
  const { history, result } = await loadText(original(readings));
  assert.equal(result.origin, 'original');
  assert.deepEqual(
    samplesOf(history).map(({ timestamp, values }) => [zone.toIso(timestamp * 1000), values[0]]),
    [
      ['2024-10-27T01:59:50+02:00', 0],
      ['2024-10-27T02:10:00+02:00', 1],
      ['2024-10-27T02:50:00+02:00', 2],
      ['2024-10-27T02:10:00+01:00', 3],
      ['2024-10-27T02:50:00+01:00', 4],
      ['2024-10-27T03:00:00+01:00', 5],
    ],
  );
});

test('passes over lists that it does not know', async () => {
  const readings = [{ date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: 1 }];
  const text = JSON.stringify({ notes: [{ a: 1 }, { a: 2 }], readings, tail: [] });
  assert.equal((await loadText(text)).result.loaded, 1);
});

test('passes over values that it does not know, whatever they are called', async () => {
  const text = '{"constructor":1,"__proto__":1,"toString":1,"other":1,"readings":[]}';
  assert.equal((await loadText(text)).result.loaded, 0);
});

test('takes the zone of a date that has one', async () => {
  const date = '2024-08-16T18:31:50+02:00';
  const { history } = await loadText(original([{ date, timestamp: 1723825910, usageWatts: 1 }]));
  assert.equal(history.store.timestampAt(history.store.newestSlot ?? 0), 1723825910);
});
