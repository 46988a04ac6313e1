import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import type { HistoryPage, HistoryRequest } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import { historyPages } from './history-pages.ts';
import { jsonRows } from './history-rows.ts';
import { KnownPages } from './known-pages.ts';

const format = jsonRows({ fields: ['usageWatts'], bucketed: false, zone: createTimeZone('UTC') });
const timeoutMs = 1_000;

/** A bus on which history gives these answers, one after the other. */
function historyOf(answers: readonly Partial<HistoryPage>[]) {
  const asked: HistoryRequest[] = [];
  const bus = {
    request: async (_query: unknown, payload: HistoryRequest) => {
      const { known, ...rest } = payload;
      asked.push(known === undefined ? rest : payload);
      return { timestamp: [], columns: {}, ...answers[asked.length - 1] };
    },
  } as unknown as Pick<Bus, 'request'>;
  return { asked, bus };
}

const pageAt = (timestamp: number) => ({
  timestamp: [timestamp],
  columns: { usageWatts: [timestamp] },
});

test('asks for each page with the cursor of the one before', async () => {
  const { asked, bus } = historyOf([{ next: 100 }, { next: 200 }, {}]);
  const options = { bus, request: { to: 300 }, timeoutMs, format, known: new KnownPages() };
  const pages = await Array.fromAsync(historyPages(options));
  assert.equal(pages.length, 3);
  const [first, ...later] = asked;
  assert.deepEqual({ ...first }, { to: 300, cursor: undefined });
  assert.deepEqual(later, [
    { to: 300, cursor: 100 },
    { to: 300, cursor: 200 },
  ]);
});

test('asks for no page before the one before has been used', async () => {
  const { asked, bus } = historyOf([{ next: 100 }, {}]);
  const pages = historyPages({ bus, request: {}, timeoutMs, format, known: new KnownPages() });
  await pages.next();
  assert.equal(asked.length, 1);
});

test('gives up on a history that goes in circles', async () => {
  const { bus } = historyOf([{ next: 100 }, { next: 100 }, { next: 100 }]);
  const options = { bus, request: {}, timeoutMs, format, known: new KnownPages() };
  await assert.rejects(Array.fromAsync(historyPages(options)), { code: 'UNEXPECTED_ANSWER' });
});

test('says what it knows once asked for again, and uses what history skips', async () => {
  const { asked, bus } = historyOf([
    { ...pageAt(1), next: 10 },
    { ...pageAt(10), next: 20 },
    { ...pageAt(20) },
    { ...pageAt(2), next: 10 },
    { ...pageAt(10), next: 20, tag: 'ten', skipped: 0 },
    { ...pageAt(20) },
    { ...pageAt(3), next: 10 },
    { ...pageAt(21), skipped: 1 },
  ]);
  const options = { bus, request: {}, timeoutMs, format, known: new KnownPages() };
  const texts = [];
  for (let time = 0; time < 3; time += 1) {
    const pages = await Array.fromAsync(historyPages(options));
    texts.push(
      pages.map(({ rows }) => /"timestamp":(\d+)/.exec(Buffer.from(rows).toString())?.[1]),
    );
  }
  assert.deepEqual(texts, [
    ['1', '10', '20'],
    ['2', '10', '20'],
    ['3', '10', '21'],
  ]);
  assert.deepEqual(
    asked.map(({ known }) => known),
    [undefined, undefined, undefined, undefined, [], undefined, undefined, ['ten']],
  );
});

test('takes a changed page in place of the one it knows', async () => {
  const known = new KnownPages();
  known.keep(JSON.stringify([undefined, format.mediaType]), 10, {
    opening: '',
    rows: Buffer.from('old'),
    next: 20,
    tag: 'old',
  });
  const { bus } = historyOf([
    { next: 10 },
    { ...pageAt(11), next: 20, tag: 'new', skipped: 0 },
    {},
  ]);
  const options = { bus, request: {}, timeoutMs, format, known };
  const [, page] = await Array.fromAsync(historyPages(options));
  assert.match(Buffer.from(page?.rows ?? '').toString(), /"usageWatts":11/);
  assert.equal(known.from(JSON.stringify([undefined, format.mediaType]), 10)?.[0]?.tag, 'new');
});

test('refuses an answer that skips more than it knows', async () => {
  const { bus } = historyOf([{ next: 10 }, { skipped: 1 }]);
  const options = { bus, request: {}, timeoutMs, format, known: new KnownPages() };
  await assert.rejects(Array.fromAsync(historyPages(options)), { code: 'UNEXPECTED_ANSWER' });
});

test('keeps nothing of buckets, which lie otherwise in every range', async () => {
  const { asked, bus } = historyOf([{ next: 10 }, {}, { next: 10 }, {}]);
  const options = { bus, request: { points: 5 }, timeoutMs, format, known: new KnownPages() };
  await Array.fromAsync(historyPages(options));
  await Array.fromAsync(historyPages(options));
  assert.ok(asked.every(({ known }) => known === undefined));
});
