import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unhurried } from './unhurried.ts';

async function* count(to: number) {
  for (let page = 1; page <= to; page += 1) yield page;
}

/** How often it paused before which page, of so many. */
async function pausesOf(pages: number, isCrowded: (page: number) => boolean) {
  const pausedBefore: number[] = [];
  let given = 0;
  const paced = unhurried(count(pages), {
    isCrowded: () => isCrowded(given + 1),
    pause: async () => pausedBefore.push(given + 1),
  });
  for await (const page of paced) {
    given += 1;
    assert.equal(page, given);
  }
  assert.equal(given, pages);
  return pausedBefore;
}

test('gives an answer of few pages without a pause', async () => {
  assert.deepEqual(await pausesOf(8, () => true), []);
});

test('pauses before each further page while others make long answers too', async () => {
  assert.deepEqual(await pausesOf(12, (page) => page !== 11), [9, 10, 12]);
});

test('gives a long answer as fast as it can where it is alone', async () => {
  assert.deepEqual(await pausesOf(100, () => false), []);
});
