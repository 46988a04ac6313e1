import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesInTurn } from './pages-in-turn.ts';
import { LongRange } from './size-of-range.ts';
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

const createLane = () => ({
  making: new Turns(1),
  long: new Turns(1),
  looking: new Turns(1),
  knownLong: new LongRange(),
});

/** A lane with no turn free for long answers, and what gives one back. */
function takenLane() {
  const lane = createLane();
  const giveBack = lane.long.takeFree();
  return { lane, giveBack: () => giveBack?.() };
}

async function* failing(): AsyncGenerator<{ next?: number }> {
  yield* [];
  throw new Error('history is broken');
}

test('gives an answer of one page at once, and ends its making before it is read', async () => {
  const { log, open } = answersOf(1);
  const { lane } = takenLane();
  const pages = pagesInTurn({ open, lane, signal });
  assert.equal((await pages.next()).value?.page, 1);
  assert.deepEqual(log, { made: 1, begun: 1, ended: 1 });
  assert.equal((await pages.next()).done, true);
});

test('gives a longer answer at once when a turn is free, with no page made twice', async () => {
  const { log, open } = answersOf(3);
  const pages = await Array.fromAsync(pagesInTurn({ open, lane: createLane(), signal }));
  assert.deepEqual(
    pages.map(({ page }) => page),
    [1, 2, 3],
  );
  assert.deepEqual(log, { made: 3, begun: 1, ended: 1 });
});

test('keeps no page while it waits, and gives all of them when the turn comes', async () => {
  const { log, open } = answersOf(3);
  const { lane, giveBack } = takenLane();
  const all = Array.fromAsync(pagesInTurn({ open, lane, signal }));
  await new Promise(setImmediate);
  assert.deepEqual(log, { made: 1, begun: 1, ended: 1 });
  giveBack();
  assert.equal((await all).length, 3);
});

test('gives the turn back when the reader goes away after the first page', async () => {
  const { log, open } = answersOf(3);
  const lane = createLane();
  const pages = pagesInTurn({ open, lane, signal });
  await pages.next();
  assert.equal(lane.long.takeFree(), undefined);
  await pages.return(undefined);
  assert.ok(lane.long.takeFree());
  assert.equal(log.ended, 1);
});

test('makes nothing more for who goes away while it waits', async () => {
  const { log, open } = answersOf(3);
  const { lane, giveBack } = takenLane();
  const leaving = new AbortController();
  const all = Array.fromAsync(pagesInTurn({ open, lane, signal: leaving.signal }));
  await new Promise(setImmediate);
  leaving.abort();
  assert.deepEqual(await all, []);
  giveBack();
  assert.equal(log.made, 1);
  assert.ok(lane.long.takeFree());
});

test('gives a turn that comes free to who waited first, though others are looked at before', async () => {
  const { log, open } = answersOf(3);
  const { lane, giveBack } = takenLane();
  lane.looking.takeFree();
  const first = Array.fromAsync(pagesInTurn({ open, lane, signal }));
  giveBack();
  const later = pagesInTurn({ open, lane, signal }).next();
  assert.equal((await first).length, 3);
  assert.equal((await later).value?.page, 1);
  assert.equal(log.made, 4);
});

test('leaves the queue once its only page is found', async () => {
  const { open } = answersOf(1);
  const { lane, giveBack } = takenLane();
  await Array.fromAsync(pagesInTurn({ open, lane, signal }));
  giveBack();
  assert.ok(lane.long.takeFree());
});

test('leaves the queue when the look fails', async () => {
  const { lane, giveBack } = takenLane();
  await assert.rejects(Array.fromAsync(pagesInTurn({ open: failing, lane, signal })), /broken/);
  giveBack();
  assert.ok(lane.long.takeFree());
});

test('tells of what fails, also once the reader has gone', async () => {
  const options = { open: failing, lane: createLane(), signal: AbortSignal.abort() };
  await assert.rejects(Array.fromAsync(pagesInTurn(options)), /history is broken/);
});

test('gives an answer known to be short at once, though it has two pages', async () => {
  const { open } = answersOf(2);
  const { lane } = takenLane();
  const pages = await Array.fromAsync(pagesInTurn({ open, lane, signal, isShort: true }));
  assert.equal(pages.length, 2);
});

test('gives the turn of an answer of one page back before it is read', async () => {
  const { open } = answersOf(1);
  const lane = createLane();
  await pagesInTurn({ open, lane, signal }).next();
  assert.ok(lane.long.takeFree());
});

test('makes no page to learn what is known: that the range takes more than one', async () => {
  const { log, open } = answersOf(3);
  const { lane, giveBack } = takenLane();
  const range = { fields: ['usageWatts'] };
  lane.knownLong.remember(range, 2);
  const all = Array.fromAsync(pagesInTurn({ open, lane, signal, range }));
  await new Promise(setImmediate);
  assert.equal(log.made, 0);
  giveBack();
  assert.equal((await all).length, 3);
});
