import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryPage, HistoryRequest } from '@smer/shared/history-page';
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

/** The first page, which is of no use to others, and where the shared ones begin. */
const borderAfter = (pages: PageTags, request: HistoryRequest): number =>
  pages.read(request).next ?? assert.fail('all of it is one page');

function follow(pages: PageTags, request: HistoryRequest): HistoryPage[] {
  const read = [pages.read({ ...request, known: [] })];
  for (let next = read[0]?.next; next !== undefined; next = read.at(-1)?.next) {
    read.push(pages.read({ ...request, cursor: next, known: [] }));
  }
  return read;
}

const tagsOf = (pages: HistoryPage[]) => pages.flatMap(({ tag }) => tag ?? []);

test('skips the pages that are known, and says how many', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const [, ...shared] = follow(pages, {});
  const known = tagsOf(shared);
  assert.ok(known.length > 2);
  const cursor = borderAfter(pages, {});
  const answer = pages.read({ cursor, known });
  assert.equal(answer.skipped, known.length);
  assert.deepEqual(answer.timestamp, shared.at(-1)?.timestamp);
});

test('sends the first page that is not known', () => {
  const pages = new PageTags(makeHistory(10_000).store);
  const [, first, second] = follow(pages, {});
  const cursor = borderAfter(pages, {});
  const answer = pages.read({ cursor, known: [first?.tag ?? '', 'another', second?.tag ?? ''] });
  assert.equal(answer.skipped, 1);
  assert.deepEqual(answer, { ...second, skipped: 1 });
});

test('sends a page anew once a sample of it has changed', () => {
  const history = makeHistory(10_000);
  const pages = new PageTags(history.store);
  const cursor = borderAfter(pages, {});
  const { tag = '' } = pages.read({ cursor, known: [] });
  const earlier = { timestamp: cursor, receivedAt: 0, values: { usageWatts: 77_777 } };
  history.record(makeSample(earlier));
  const answer = pages.read({ cursor, known: [tag] });
  assert.equal(answer.skipped, 0);
  assert.equal(answer.columns.usageWatts?.[0], 77_777);
  assert.notEqual(answer.tag, tag);
});

test('tags a page alike whatever else there is, and in every instance', () => {
  const few = new PageTags(makeHistory(6_000).store);
  const many = new PageTags(makeHistory(9_000).store);
  const cursor = borderAfter(few, {});
  assert.equal(few.read({ cursor, known: [] }).tag, many.read({ cursor, known: [] }).tag);
});

test('has no tag for the last page of a range, which grows', () => {
  const pages = new PageTags(makeHistory(5_000).store);
  const cursor = borderAfter(pages, {});
  assert.equal(pages.read({ cursor, to: cursor + 50, known: [] }).tag, undefined);
});

test('sends no page to those who ask for a part of one they know', () => {
  const pages = new PageTags(makeHistory(9_000).store);
  const cursor = borderAfter(pages, {});
  const { tag = '' } = pages.read({ cursor, known: [] });
  const answer = pages.read({ cursor, to: cursor + 50, known: [tag] });
  assert.equal(answer.skipped, 0);
  assert.equal(answer.timestamp.length, 5);
});

test('tells any range the same, whether pages of it are known or not', () => {
  const pages = new PageTags(makeHistory(12_000).store);
  const whole = follow(pages, {});
  const shared = whole
    .slice(1)
    .map(({ tag = '' }, index) => ({ tag, cursor: whole[index]?.next ?? 0 }));
  const instant = fc.integer({ min: start, max: start + 120_000 });
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      const request = { from: Math.min(one, other), to: Math.max(one, other) };
      const plain = follow(pages, request);
      const cursor = plain[0]?.next;
      if (cursor === undefined) return;
      const known = shared.filter((page) => page.cursor >= cursor).map(({ tag }) => tag);
      const { skipped, timestamp } = pages.read({ ...request, cursor, known });
      assert.equal(skipped, plain.length - 2);
      assert.deepEqual(timestamp, plain.at(-1)?.timestamp);
    }),
    { numRuns: 50 },
  );
});
