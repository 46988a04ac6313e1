import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import type { HistoryPage, HistoryRequest } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import { historyPages } from './history-pages.ts';
import { jsonRows } from './history-rows.ts';
import { KnownPages } from './known-pages.ts';
import type { RenderedPage } from './render-history.ts';

const format = jsonRows({ fields: ['usageWatts'], bucketed: false, zone: createTimeZone('UTC') });
const timeoutMs = 1_000;

/** A bus on which history gives these answers, one after the other. */
function historyOf(answers: readonly Partial<HistoryPage>[]) {
  const asked: HistoryRequest[] = [];
  const bus = {
    request: async (_query: unknown, payload: HistoryRequest) => {
      asked.push(JSON.parse(JSON.stringify(payload)));
      return { timestamp: [], columns: {}, ...answers[asked.length - 1] };
    },
  } as unknown as Pick<Bus, 'request'>;
  return { asked, bus };
}

const pageOf = (...timestamp: number[]) => ({ timestamp, columns: { usageWatts: timestamp } });

const timesOf = (pages: RenderedPage[]) =>
  pages.flatMap(({ rows }) =>
    [
      ...Buffer.from(rows)
        .toString()
        .matchAll(/"timestamp":(\d+)/g),
    ].map(([, at]) => Number(at)),
  );

test('asks for each page with the cursor of the one before', async () => {
  const { asked, bus } = historyOf([{ next: 100 }, { next: 200 }, {}]);
  const pages = await Array.fromAsync(
    historyPages({ bus, request: { to: 300 }, timeoutMs, format }),
  );
  assert.equal(pages.length, 3);
  assert.deepEqual(asked, [{ to: 300 }, { to: 300, cursor: 100 }, { to: 300, cursor: 200 }]);
});

test('asks for the buckets of the first page in all later ones', async () => {
  const { asked, bus } = historyOf([{ bucketSeconds: 10, next: 100 }, { next: 200 }, {}]);
  await Array.fromAsync(historyPages({ bus, request: { points: 9 }, timeoutMs, format }));
  assert.deepEqual(
    asked.map(({ bucketSeconds }) => bucketSeconds),
    [undefined, 10, 10],
  );
});

test('asks for no page before the one before has been used', async () => {
  const { asked, bus } = historyOf([{ next: 100 }, {}]);
  const pages = historyPages({ bus, request: {}, timeoutMs, format });
  await pages.next();
  assert.equal(asked.length, 1);
});

test('gives up on a history that goes in circles', async () => {
  const { bus } = historyOf([{ next: 100 }, { next: 100 }, { next: 100 }]);
  const pages = historyPages({ bus, request: {}, timeoutMs, format });
  await assert.rejects(Array.fromAsync(pages), { code: 'UNEXPECTED_ANSWER' });
});

test('cuts whole pages to the range, says what it knows of the next, and uses what history skips', async () => {
  const { asked, bus } = historyOf([
    { ...pageOf(10, 15), next: 20, tag: 'ten', skipped: 0 },
    { ...pageOf(20, 25), next: 30, tag: 'twenty', skipped: 0 },
    { ...pageOf(30), tag: 'thirty', skipped: 1 },
    { skipped: 2 },
  ]);
  const known = new KnownPages();
  const read = async (request: HistoryRequest) =>
    timesOf(await Array.fromAsync(historyPages({ bus, request, timeoutMs, format, known })));
  assert.deepEqual(await read({ from: 12, to: 25 }), [15, 20]);
  assert.deepEqual(await read({ from: 25, to: 40 }), [25, 30]);
  assert.deepEqual(await read({ from: 15, to: 21 }), [15, 20]);
  assert.deepEqual(
    asked.map((question) => [question.cursor, question.known]),
    [
      [undefined, []],
      [20, []],
      [20, ['twenty']],
      [10, ['ten', 'twenty']],
    ],
  );
});

test('takes a changed page in place of the one it knows', async () => {
  const { bus } = historyOf([
    { ...pageOf(10), tag: 'old', skipped: 0 },
    { ...pageOf(11), tag: 'new', skipped: 0 },
  ]);
  const known = new KnownPages();
  const read = async () =>
    timesOf(
      await Array.fromAsync(historyPages({ bus, request: { from: 1 }, timeoutMs, format, known })),
    );
  assert.deepEqual([await read(), await read()], [[10], [11]]);
  const series = JSON.stringify([undefined, format.mediaType]);
  assert.deepEqual(
    known.from(series, 11, 12).map(({ tag }) => tag),
    ['new'],
  );
});

test('opens and closes an answer of which nothing is known and nothing there', async () => {
  const { bus } = historyOf([{ skipped: 0 }]);
  const options = { bus, request: { from: 1 }, timeoutMs, format, known: new KnownPages() };
  const [only, ...others] = await Array.fromAsync(historyPages(options));
  assert.equal(only?.opening, '{"readings":[');
  assert.deepEqual(others, []);
});

test('refuses an answer that skips more than it knows', async () => {
  const { bus } = historyOf([{ skipped: 1 }]);
  const options = { bus, request: {}, timeoutMs, format, known: new KnownPages() };
  await assert.rejects(Array.fromAsync(historyPages(options)), { code: 'UNEXPECTED_ANSWER' });
});
