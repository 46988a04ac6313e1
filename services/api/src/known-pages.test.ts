import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KnownPage, KnownPages } from './known-pages.ts';

const page = (tag: string, start: number, next?: number, bytes = 10): KnownPage => ({
  tag,
  start,
  next,
  bytes,
  opening: '',
  rows: Buffer.alloc(bytes),
  timestamps: Uint32Array.of(start),
  offsets: Uint32Array.of(0),
});

const tagsFrom = (pages: KnownPages, instant: number, to = Number.POSITIVE_INFINITY) =>
  pages.from('watts', instant, to).map(({ tag }) => tag);

function keeping(...kept: KnownPage[]): KnownPages {
  const pages = new KnownPages(30);
  for (const each of kept) pages.keep('watts', each);
  return pages;
}

test('knows nothing at first', () => {
  assert.deepEqual(tagsFrom(new KnownPages(), 1), []);
});

test('knows the pages that follow each other, up to the first it does not have', () => {
  const pages = keeping(page('a', 100, 200), page('b', 200, 300), page('d', 400));
  assert.deepEqual(tagsFrom(pages, 100), ['a', 'b']);
  assert.deepEqual(tagsFrom(pages, 400), ['d']);
});

test('begins with the page that holds the instant, and ends with the one that holds the end', () => {
  const pages = keeping(page('a', 100, 200), page('b', 200, 300), page('c', 300));
  assert.deepEqual(tagsFrom(pages, 199, 201), ['a', 'b']);
  assert.deepEqual(tagsFrom(pages, 200, 300), ['b']);
  assert.deepEqual(tagsFrom(pages, 99), []);
  assert.deepEqual(tagsFrom(pages, 999), ['c']);
});

test('keeps other columns and forms apart', () => {
  const pages = keeping(page('a', 100));
  assert.deepEqual(pages.from('gas', 100, 200), []);
});

test('drops what was used longest ago once there is too much', () => {
  const pages = keeping(page('a', 100, 200), page('b', 200, 300), page('c', 300, 400));
  tagsFrom(pages, 100, 200);
  pages.keep('watts', page('d', 400));
  assert.deepEqual(tagsFrom(pages, 100), ['a']);
  assert.deepEqual(tagsFrom(pages, 200), []);
  assert.deepEqual(tagsFrom(pages, 300), ['c', 'd']);
});

test('counts a page that takes the place of another once', () => {
  const pages = keeping(page('a', 100, 200));
  for (let time = 0; time < 5; time += 1) pages.keep('watts', page('b', 200, 300, 20));
  assert.deepEqual(tagsFrom(pages, 100), ['a', 'b']);
});

test('keeps no two pages of the same time: a sample may come in before the first, or after the last', () => {
  const pages = keeping(page('old', 100, 200));
  pages.keep('watts', page('earlier', 90, 200));
  assert.deepEqual(tagsFrom(pages, 100), ['earlier']);
  pages.keep('watts', page('last', 200));
  pages.keep('watts', page('grown', 200, 300));
  assert.deepEqual(tagsFrom(pages, 100), ['earlier', 'grown']);
});
