import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostKnown } from '@smer/shared/history-page';
import { type KnownPage, KnownPages } from './known-pages.ts';

/** A page with rows from one instant to another; what it takes is little more than `rowBytes`. */
const page = (
  tag: string,
  [first, last]: [number, number],
  next?: number,
  rowBytes = 0,
): KnownPage => ({
  tag,
  next,
  opening: '',
  rows: Buffer.alloc(rowBytes),
  timestamps: Float64Array.of(first, last),
  offsets: Uint32Array.of(0, 0),
});

/** Enough for three pages without bytes of their own. */
const roomForThree = 13_000;

const tagsFrom = (pages: KnownPages, instant: number, to = Number.POSITIVE_INFINITY) =>
  pages.from('watts', instant, to).map(({ tag }) => tag);

function keeping(...kept: KnownPage[]): KnownPages {
  const pages = new KnownPages(roomForThree);
  for (const each of kept) pages.keep('watts', each);
  return pages;
}

const a = page('a', [100, 190], 200);
const b = page('b', [200, 290], 300);
const c = page('c', [300, 390], 400);

test('knows nothing at first', () => {
  assert.deepEqual(tagsFrom(new KnownPages(), 1), []);
});

test('knows the pages that follow each other, up to the first it does not have', () => {
  const pages = keeping(a, b, page('d', [400, 490]));
  assert.deepEqual(tagsFrom(pages, 100), ['a', 'b']);
  assert.deepEqual(tagsFrom(pages, 400), ['d']);
});

test('begins with the page whose rows the instant is among, and ends with the one that holds the end', () => {
  const pages = keeping(a, b, c);
  assert.deepEqual(tagsFrom(pages, 190, 201), ['a', 'b']);
  assert.deepEqual(tagsFrom(pages, 200, 300), ['b']);
});

test('takes no page to hold what is before its first row or after its last', () => {
  const pages = keeping(a, page('last', [200, 290]));
  for (const instant of [99, 191, 199, 291, 999]) assert.deepEqual(tagsFrom(pages, instant), []);
});

test('tells no more than a question may hold', () => {
  const pages = new KnownPages();
  for (let at = 0; at < 1_000; at += 10) pages.keep('watts', page('x', [at, at + 5], at + 10));
  assert.equal(tagsFrom(pages, 0).length, mostKnown);
});

test('keeps other columns and forms apart', () => {
  assert.deepEqual(keeping(a).from('gas', 100, 200), []);
});

test('keeps no page without rows', () => {
  const pages = keeping(a);
  const none = { timestamps: Float64Array.of(), offsets: Uint32Array.of() };
  pages.keep('watts', { ...page('none', [0, 0]), ...none });
  assert.deepEqual(tagsFrom(pages, 100), ['a']);
  assert.deepEqual(tagsFrom(pages, 0), []);
});

test('drops what was used longest ago once there is too much', () => {
  const pages = keeping(a, b, c);
  tagsFrom(pages, 100, 200);
  pages.keep('watts', page('d', [400, 490]));
  assert.deepEqual(tagsFrom(pages, 100), ['a']);
  assert.deepEqual(tagsFrom(pages, 200), []);
  assert.deepEqual(tagsFrom(pages, 300), ['c', 'd']);
});

test('counts a page that takes the place of another once', () => {
  const pages = keeping(a);
  for (let time = 0; time < 5; time += 1) pages.keep('watts', page('b', [200, 290], 300, 4_000));
  assert.deepEqual(tagsFrom(pages, 100), ['a', 'b']);
});

test('keeps no page that is larger than all there may be', () => {
  assert.deepEqual(tagsFrom(keeping(page('a', [100, 190], 200, 20_000)), 100), []);
});

test('keeps no two pages of the same time: a sample may come in before the first, or after the last', () => {
  const pages = keeping(a);
  pages.keep('watts', page('earlier', [90, 190], 200));
  assert.deepEqual(tagsFrom(pages, 100), ['earlier']);
  pages.keep('watts', page('last', [200, 250]));
  pages.keep('watts', page('grown', [200, 290], 300));
  assert.deepEqual(tagsFrom(pages, 100), ['earlier', 'grown']);
});
