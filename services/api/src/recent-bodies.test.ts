import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentBodies } from './recent-bodies.ts';

/** Bodies whose content tells how many were made before; `now` is set by the case. */
function countingBodies(chunkBytes = 1) {
  const time = { now: 0 };
  const bodies = new RecentBodies(() => time.now);
  let made = 0;
  const make = async function* () {
    made += 1;
    yield Buffer.alloc(chunkBytes, made);
    yield Buffer.alloc(chunkBytes, made);
  };
  const ask = async (key: string) => {
    let last = 0;
    for await (const chunk of bodies.through(key, make)) last = chunk[0] ?? 0;
    return last;
  };
  return { time, bodies, make, ask };
}

test('gives the same body to who asks the same within a second', async () => {
  const { time, ask } = countingBodies();
  await ask('a');
  time.now = 999;
  assert.equal(await ask('a'), 1);
});

test('makes a body anew after a second', async () => {
  const { time, ask } = countingBodies();
  await ask('a');
  time.now = 1_000;
  assert.equal(await ask('a'), 2);
});

test('makes a body for each question', async () => {
  const { ask } = countingBodies();
  await ask('a');
  assert.equal(await ask('b'), 2);
});

test('makes a body anew after news', async () => {
  const { bodies, ask } = countingBodies();
  await ask('a');
  bodies.forget();
  assert.equal(await ask('a'), 2);
});

test('does not keep a body that was under way when news came', async () => {
  const { bodies, make, ask } = countingBodies();
  const underWay = bodies.through('a', make);
  await underWay.next();
  bodies.forget();
  while (!(await underWay.next()).done);
  assert.equal(await ask('a'), 2);
});

test('does not keep a body that was given up', async () => {
  const { bodies, make, ask } = countingBodies();
  const underWay = bodies.through('a', make);
  await underWay.next();
  await underWay.return(undefined);
  assert.equal(await ask('a'), 2);
});

test('does not keep a large body', async () => {
  const { ask } = countingBodies(1024 * 1024 + 1);
  await ask('a');
  assert.equal(await ask('a'), 2);
});

test('keeps no more than the last few', async () => {
  const { ask } = countingBodies();
  for (const key of 'abcdefghi') await ask(key);
  assert.equal(await ask('a'), 10);
  assert.equal(await ask('i'), 9);
});
