import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KnownPages } from './known-pages.ts';

const page = (tag: string, next?: number, bytes = 10) => ({
  tag,
  next,
  opening: '',
  rows: Buffer.alloc(bytes),
});

const tagsFrom = (pages: KnownPages, cursor: number, series = 'watts') =>
  pages.from(series, cursor)?.map(({ tag }) => tag);

test('asks for a tag the second time only', () => {
  const pages = new KnownPages();
  assert.equal(tagsFrom(pages, 1), undefined);
  assert.deepEqual(tagsFrom(pages, 1), []);
});

test('knows the pages that follow each other, up to the first it does not have', () => {
  const pages = new KnownPages();
  pages.keep('watts', 1, page('a', 2));
  pages.keep('watts', 2, page('b', 3));
  pages.keep('watts', 4, page('d'));
  assert.deepEqual(tagsFrom(pages, 1), ['a', 'b']);
  assert.deepEqual(tagsFrom(pages, 4), ['d']);
});

test('tells no more than sixteen at a time', () => {
  const pages = new KnownPages();
  for (let cursor = 0; cursor < 100; cursor += 1) {
    pages.keep('watts', cursor, page(`${cursor}`, cursor + 1));
  }
  assert.equal(tagsFrom(pages, 0)?.length, 16);
});

test('keeps other columns and forms apart', () => {
  const pages = new KnownPages();
  pages.keep('watts', 1, page('a'));
  assert.equal(tagsFrom(pages, 1, 'gas'), undefined);
});

test('drops what was used longest ago once there is too much', () => {
  const pages = new KnownPages(30);
  for (const cursor of [1, 2, 3]) pages.keep('watts', cursor, page(`${cursor}`));
  tagsFrom(pages, 1);
  pages.keep('watts', 4, page('4'));
  assert.deepEqual(tagsFrom(pages, 1), ['1']);
  assert.equal(tagsFrom(pages, 2), undefined);
  assert.deepEqual(tagsFrom(pages, 4), ['4']);
});

test('counts a page that takes the place of another once', () => {
  const pages = new KnownPages(30);
  pages.keep('watts', 1, page('1'));
  for (let time = 0; time < 5; time += 1) pages.keep('watts', 2, page('2', undefined, 20));
  assert.deepEqual(tagsFrom(pages, 1), ['1']);
});

test('forgets who asked once many others have', () => {
  const pages = new KnownPages();
  for (let cursor = 0; cursor < 150; cursor += 1) tagsFrom(pages, cursor);
  assert.equal(tagsFrom(pages, 0), undefined);
  assert.deepEqual(tagsFrom(pages, 149), []);
});
