import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type HistoryPage,
  type HistoryRequest,
  historyPage,
  sampleField,
} from '@smer/shared/history-page';
import fc from 'fast-check';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from './history.ts';
import { readPage } from './read-page.ts';

const start = 1_723_766_400;

function allPages(history: History, request: HistoryRequest): HistoryPage[] {
  const pages: [HistoryPage, ...HistoryPage[]] = [readPage(history.store, request)];
  const [{ bucketSeconds }] = pages;
  for (let next = pages[0].next; next !== undefined; next = pages.at(-1)?.next) {
    pages.push(readPage(history.store, { ...request, cursor: next, bucketSeconds }));
  }
  return pages;
}

/** A sample every ten seconds where `watts` has a number; nothing where it has none. */
function makeHistory(watts: readonly (number | undefined)[], first = start): History {
  const history = new History(3653);
  for (const [index, usageWatts] of watts.entries()) {
    if (usageWatts === undefined) continue;
    history.record(makeSample({ timestamp: first + index * 10, values: { usageWatts } }));
  }
  return history;
}

const wave = (length: number) =>
  Array.from({ length }, (_, index) => Math.trunc(2000 + 1000 * Math.sin(index / 300)));

test('hands over a range in pages that join without a seam', () => {
  const history = makeHistory(wave(50_000));
  const pages = allPages(history, { from: start + 15, to: start + 499_995 });
  assert.ok(pages.length > 1);
  assert.deepEqual(
    pages.flatMap(({ timestamp }) => timestamp),
    Array.from({ length: 49_998 }, (_, index) => start + 20 + index * 10),
  );
  assert.deepEqual(
    pages.flatMap(({ columns }) => columns.usageWatts),
    wave(50_000).slice(2),
  );
});

test('keeps each page under 64 KiB with every field and the longest numbers', () => {
  const history = new History(31);
  for (let index = 0; index < 8000; index += 1) {
    const values = Object.fromEntries(
      sampleField.options.map((field) => [field, Number.MIN_SAFE_INTEGER + index]),
    );
    history.record(makeSample({ timestamp: start + index * 10, values }));
  }
  const fields = sampleField.options;
  for (const request of [{ fields }, { fields, points: 8000 }]) {
    for (const page of allPages(history, request)) {
      assert.ok(JSON.stringify(page).length <= 64 * 1024);
      assert.ok(historyPage.safeParse(page).success);
    }
  }
});

test('leaves out a field that no sample has, and says null where one sample lacks it', () => {
  const history = new History(31);
  history.record(makeSample({ timestamp: start, values: { gasDm3: 5 } }));
  history.record(makeSample({ timestamp: start + 10 }));
  const page = readPage(history.store, { fields: ['gasDm3', 'waterDm3'] });
  assert.deepEqual(page.columns, { gasDm3: [5, null] });
});

test('answers an empty history with an empty page', () => {
  const empty = { timestamp: [], columns: {}, next: undefined };
  assert.deepEqual(readPage(new History(31).store, {}), empty);
});

const anyWatts = fc.array(fc.option(fc.integer({ min: -9999, max: 9999 }), { nil: undefined }), {
  minLength: 1,
  maxLength: 3000,
});

test('keeps minimum, maximum and mean of each bucket, in at most so many buckets', () => {
  fc.assert(
    fc.property(
      anyWatts,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 9000 }),
      (watts, points, shift) => {
        const first = start + shift * 10;
        const history = makeHistory(watts, first);
        const page = readPage(history.store, { points });
        assert.ok(page.timestamp.length <= points);
        const samples = watts.flatMap((watt, index) =>
          watt === undefined ? [] : [{ timestamp: first + index * 10, watt }],
        );
        page.timestamp.forEach((timestamp, row) => {
          const next = page.timestamp[row + 1] ?? Number.POSITIVE_INFINITY;
          const inside = samples.filter(
            (sample) => sample.timestamp >= timestamp && sample.timestamp < next,
          );
          const values = inside.map(({ watt }) => watt);
          const mean = values.reduce((sum, watt) => sum + watt, 0) / values.length;
          assert.equal(page.minimum?.usageWatts?.[row], Math.min(...values));
          assert.equal(page.maximum?.usageWatts?.[row], Math.max(...values));
          assert.equal(page.columns.usageWatts?.[row], Math.round(mean) + 0);
        });
        const held = samples.length === 0 ? [] : [samples[0]?.timestamp];
        assert.deepEqual(page.timestamp.slice(0, 1), held);
      },
    ),
  );
});

test('starts each bucket at a multiple of its length, whatever the range', () => {
  const history = makeHistory(wave(20_000));
  const whole = readPage(history.store, { points: 50 });
  const part = readPage(history.store, { from: start + 77, to: start + 190_000, points: 50 });
  assert.equal(part.bucketSeconds, whole.bucketSeconds);
  const shared = part.timestamp.slice(1);
  assert.ok(shared.length > 10);
  assert.deepEqual(
    shared.filter((timestamp) => !whole.timestamp.includes(timestamp)),
    [],
  );
});

test('goes on with the buckets of the first page, though a sample has come in since', () => {
  const history = makeHistory(wave(2000));
  const { next: cursor, bucketSeconds } = readPage(history.store, { points: 2000 });
  history.record(makeSample({ timestamp: start + 20_000 }));
  const rest = readPage(history.store, { points: 2000, cursor, bucketSeconds });
  assert.equal(rest.bucketSeconds, 10);
  assert.deepEqual(rest.timestamp.slice(0, 2), [cursor, (cursor ?? 0) + 10]);
});

test('tells a changed sample in the buckets asked for before', () => {
  const history = makeHistory(wave(9000));
  readPage(history.store, { points: 3 });
  history.record(
    makeSample({ timestamp: start + 500, receivedAt: 0, values: { usageWatts: 99_999 } }),
  );
  const page = readPage(history.store, { points: 3 });
  assert.equal(Math.max(...(page.maximum?.usageWatts ?? []).map(Number)), 99_999);
});

test('leaves gaps as gaps', () => {
  const history = makeHistory([...wave(100), ...new Array(20_000), 5]);
  const page = readPage(history.store, { points: 100 });
  assert.deepEqual(page.timestamp, [start, start + 201_000]);
});
