import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentBodies } from './recent-bodies.ts';

/** Bodies whose content tells how many were made before; `now` is set by the case. */
function countingBodies(pageBytes = 1) {
  const time = { now: 0 };
  const bodies = new RecentBodies(() => time.now);
  let made = 0;
  const make = async function* () {
    made += 1;
    yield { opening: '', rows: Buffer.alloc(pageBytes, made), next: 1 };
    yield { opening: '', rows: Buffer.alloc(pageBytes, made) };
  };
  const ask = async (key: string) => {
    let last = 0;
    for await (const { rows } of bodies.ask(key, make)()) last = rows[0] ?? 0;
    return last;
  };
  return { time, bodies, make, ask };
}

/** The same, with the body of `a` kept: the second one made. */
async function keepingBodies() {
  const counting = countingBodies();
  await counting.ask('a');
  await counting.ask('a');
  return counting;
}

test('keeps no body for who asks once', async () => {
  const { ask } = countingBodies();
  await ask('a');
  assert.equal(await ask('a'), 2);
});

test('keeps no body for who asks once and begins it twice, as who waits for a turn', async () => {
  const { bodies, make, ask } = countingBodies();
  const begin = bodies.ask('b', make);
  await Array.fromAsync(begin());
  await Array.fromAsync(begin());
  assert.equal(await ask('b'), 3);
});

test('gives the same body to all who ask the same within a second', async () => {
  const { time, ask } = await keepingBodies();
  time.now = 999;
  assert.equal(await ask('a'), 2);
});

test('makes a body anew after a second', async () => {
  const { time, ask } = await keepingBodies();
  time.now = 1_000;
  assert.equal(await ask('a'), 3);
});

test('keeps no body for who asks again after a second', async () => {
  const { time, ask } = countingBodies();
  for (time.now = 0; time.now <= 3_000; time.now += 1_000) await ask('a');
  assert.equal(await ask('b'), 5);
});

test('makes a body for each question', async () => {
  const { ask } = await keepingBodies();
  assert.equal(await ask('b'), 3);
});

test('makes a body anew after news', async () => {
  const { bodies, ask } = await keepingBodies();
  bodies.forget();
  assert.equal(await ask('a'), 3);
});

test('does not keep a body that was under way when news came', async () => {
  const { bodies, make, ask } = countingBodies();
  await ask('a');
  const underWay = bodies.ask('a', make)();
  await underWay.next();
  bodies.forget();
  while (!(await underWay.next()).done);
  assert.equal(await ask('a'), 3);
});

test('does not keep a body that was given up', async () => {
  const { bodies, make, ask } = countingBodies();
  await ask('a');
  const underWay = bodies.ask('a', make)();
  await underWay.next();
  await underWay.return(undefined);
  assert.equal(await ask('a'), 3);
});

test('does not keep a large body', async () => {
  const { ask } = countingBodies(1024 * 1024 + 1);
  for (let time = 0; time < 3; time += 1) await ask('a');
  assert.equal(await ask('a'), 4);
});

test('keeps no more than the last few', async () => {
  const { ask } = countingBodies();
  for (const key of 'abcdefghi') {
    await ask(key);
    await ask(key);
  }
  assert.equal(await ask('i'), 18);
  assert.equal(await ask('a'), 19);
});
