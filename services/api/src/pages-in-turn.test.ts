import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesInTurn } from './pages-in-turn.ts';
import { Turns } from './turns.ts';

const { signal } = new AbortController();

/** Answers of so many pages, and how many pages were made and answers begun and ended. */
function answersOf(count: number) {
  const log = { made: 0, begun: 0, ended: 0 };
  const open = async function* () {
    log.begun += 1;
    try {
      for (let page = 1; page <= count; page += 1) {
        log.made += 1;
        yield { page, next: page < count ? page : undefined };
      }
    } finally {
      log.ended += 1;
    }
  };
  return { log, open };
}

/** Turns of which none is free, and what gives one back. */
function takenTurns() {
  const turns = new Turns(1);
  const giveBack = turns.takeFree();
  return { turns, giveBack: () => giveBack?.() };
}

test('gives an answer of one page at once, and ends its making before it is read', async () => {
  const { log, open } = answersOf(1);
  const { turns } = takenTurns();
  const pages = pagesInTurn({ open, turns, signal });
  assert.equal((await pages.next()).value?.page, 1);
  assert.deepEqual(log, { made: 1, begun: 1, ended: 1 });
  assert.equal((await pages.next()).done, true);
});

test('gives a longer answer at once when a turn is free, with no page made twice', async () => {
  const { log, open } = answersOf(3);
  const pages = await Array.fromAsync(pagesInTurn({ open, turns: new Turns(1), signal }));
  assert.deepEqual(
    pages.map(({ page }) => page),
    [1, 2, 3],
  );
  assert.deepEqual(log, { made: 3, begun: 1, ended: 1 });
});

test('keeps no page while it waits, and gives all of them when the turn comes', async () => {
  const { log, open } = answersOf(3);
  const { turns, giveBack } = takenTurns();
  const all = Array.fromAsync(pagesInTurn({ open, turns, signal }));
  await new Promise(setImmediate);
  assert.deepEqual(log, { made: 1, begun: 1, ended: 1 });
  giveBack();
  assert.equal((await all).length, 3);
});

test('gives the turn back when the reader goes away after the first page', async () => {
  const { log, open } = answersOf(3);
  const turns = new Turns(1);
  const pages = pagesInTurn({ open, turns, signal });
  await pages.next();
  assert.equal(turns.takeFree(), undefined);
  await pages.return(undefined);
  assert.ok(turns.takeFree());
  assert.equal(log.ended, 1);
});

test('makes nothing more for who goes away while it waits', async () => {
  const { log, open } = answersOf(3);
  const { turns, giveBack } = takenTurns();
  const leaving = new AbortController();
  const all = Array.fromAsync(pagesInTurn({ open, turns, signal: leaving.signal }));
  await new Promise(setImmediate);
  leaving.abort();
  assert.deepEqual(await all, []);
  giveBack();
  assert.equal(log.made, 1);
  assert.ok(turns.takeFree());
});

test('tells of what fails, also once the reader has gone', async () => {
  const failing = async function* (): AsyncGenerator<{ next?: number }> {
    yield* [];
    throw new Error('history is broken');
  };
  const options = { open: failing, turns: new Turns(1), signal: AbortSignal.abort() };
  await assert.rejects(Array.fromAsync(pagesInTurn(options)), /history is broken/);
});
