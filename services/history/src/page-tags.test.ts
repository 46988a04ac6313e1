import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryPage } from '@smer/shared/history-page';
import fc from 'fast-check';
import { makeSample } from '../test-support/make-sample.ts';
import { PageTags } from './page-tags.ts';
import { History } from './series/history.ts';

const start = 1_723_766_400;

function makeHistory(samples: number): History {
  const history = new History(3653);
  for (let index = 0; index < samples; index += 1) {
    history.record(makeSample({ timestamp: start + index * 10, values: { usageWatts: index } }));
  }
  return history;
}

/** All whole pages, oldest first. */
function wholePages(pages: PageTags): Required<HistoryPage>[] {
  const read = [pages.read({ known: [] })];
  for (let next = read[0]?.next; next !== undefined; next = read.at(-1)?.next) {
    read.push(pages.read({ cursor: next, known: [] }));
  }
  return read as Required<HistoryPage>[];
}

const tagsOf = (pages: HistoryPage[]) => pages.flatMap(({ tag }) => tag ?? []);
const startOf = (page: HistoryPage | undefined) => page?.timestamp[0] ?? assert.fail('it is empty');

test('answers a part of a page with the whole of it, and with what comes after it', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const [, second, third] = wholePages(pages);
  const from = startOf(second) + 500;
  assert.deepEqual(pages.read({ from, to: from + 50, known: [] }), second);
  assert.equal(second?.next, startOf(third));
});

test('answers no more than the range where nothing is said of what is known', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const { timestamp, tag, skipped } = pages.read({ from: start + 500, to: start + 550 });
  assert.equal(timestamp.length, 5);
  assert.deepEqual([tag, skipped], [undefined, undefined]);
});

test('skips the pages that are known, and says how many', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const [first, second, third] = wholePages(pages);
  const answer = pages.read({ from: start, known: tagsOf([first, second] as HistoryPage[]) });
  assert.deepEqual(answer, { ...third, skipped: 2 });
});

test('is empty where all of the range is known', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const [first, second, third] = wholePages(pages);
  const known = tagsOf([first, second, third] as HistoryPage[]);
  const to = startOf(second) + 10;
  assert.deepEqual(pages.read({ from: start, to, known }), {
    timestamp: [],
    columns: {},
    skipped: 2,
  });
});

test('is empty where the last page is known, too', () => {
  const pages = new PageTags(makeHistory(5_000).store);
  const whole = wholePages(pages);
  const { timestamp, skipped } = pages.read({ from: start, known: tagsOf(whole) });
  assert.deepEqual([timestamp, skipped], [[], whole.length]);
});

test('sends the first page that is not known', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const [first, second, third] = wholePages(pages);
  const known = [first?.tag ?? '', 'another', third?.tag ?? ''];
  assert.deepEqual(pages.read({ from: start, known }), { ...second, skipped: 1 });
});

test('sends a page anew once a sample of it has changed', () => {
  const history = makeHistory(10_000);
  const pages = new PageTags(history.store);
  const [, second] = wholePages(pages);
  const timestamp = startOf(second);
  history.record(makeSample({ timestamp, receivedAt: 0, values: { usageWatts: 77_777 } }));
  const answer = pages.read({ cursor: timestamp, known: [second?.tag ?? ''] });
  assert.equal(answer.skipped, 0);
  assert.equal(answer.columns.usageWatts?.[0], 77_777);
  assert.notEqual(answer.tag, second?.tag);
});

test('sends the last page anew once it has grown', () => {
  const history = makeHistory(5_000);
  const pages = new PageTags(history.store);
  const last = wholePages(pages).at(-1);
  history.record(makeSample({ timestamp: start + 50_000, values: { usageWatts: 1 } }));
  const { skipped, timestamp } = pages.read({ cursor: startOf(last), known: [last?.tag ?? ''] });
  assert.equal(skipped, 0);
  assert.equal(timestamp.at(-1), start + 50_000);
});

test('tags a page alike whatever comes after the next, and in every instance', () => {
  const [few] = wholePages(new PageTags(makeHistory(6_000).store));
  const [many] = wholePages(new PageTags(makeHistory(9_000).store));
  assert.ok(few?.tag);
  assert.equal(few.tag, many?.tag);
});

test('has the same borders wherever a range begins', () => {
  const pages = new PageTags(makeHistory(12_000).store);
  const whole = wholePages(pages);
  fc.assert(
    fc.property(fc.integer({ min: start, max: start + 119_990 }), (from) => {
      const holding = whole.findLast((page) => startOf(page) <= from);
      const next = whole.find((page) => startOf(page) >= from);
      const answer = pages.read({ from, known: [] });
      assert.ok([holding, next].some((page) => page?.tag === answer.tag));
    }),
    { numRuns: 50 },
  );
});
