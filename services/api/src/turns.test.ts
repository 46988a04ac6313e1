import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from './turns.ts';

async function* count(log: string[], name: string) {
  log.push(`${name} starts`);
  yield 1;
  yield 2;
}

test('lets the next start when one has ended', async () => {
  const log: string[] = [];
  const turns = new Turns(1);
  const first = turns.during(count(log, 'first'));
  const second = turns.during(count(log, 'second'));
  await first.next();
  const waiting = second.next();
  await first.next();
  assert.deepEqual(log, ['first starts']);
  await first.next();
  await waiting;
  assert.deepEqual(log, ['first starts', 'second starts']);
});

test('lets the next start when one is given up', async () => {
  const log: string[] = [];
  const turns = new Turns(1);
  const first = turns.during(count(log, 'first'));
  await first.next();
  const waiting = turns.during(count(log, 'second')).next();
  await first.return(undefined);
  await waiting;
  assert.deepEqual(log, ['first starts', 'second starts']);
});

test('lets the next start when one fails', async () => {
  const turns = new Turns(1);
  const failing = turns.during(
    (async function* () {
      yield 1;
      throw new Error('away');
    })(),
  );
  await failing.next();
  const waiting = turns.during(count([], 'second')).next();
  await assert.rejects(failing.next(), /away/);
  assert.deepEqual(await waiting, { done: false, value: 1 });
});

test('keeps no turn for one that was given up before it came', async () => {
  const log: string[] = [];
  const turns = new Turns(1);
  const first = turns.during(count(log, 'first'));
  await first.next();
  const second = turns.during(count(log, 'second'));
  void second.next();
  const leaving = second.return(undefined);
  await first.return(undefined);
  await leaving;
  await turns.during(count(log, 'third')).next();
  assert.equal(log.at(-1), 'third starts');
});

test('lets the next start when one takes too long', async () => {
  const log: string[] = [];
  const turns = new Turns(1, 1);
  const slow = turns.during(count(log, 'slow'));
  await slow.next();
  await turns.during(count(log, 'next')).next();
  assert.deepEqual(log, ['slow starts', 'next starts']);
  assert.deepEqual(await slow.next(), { done: false, value: 2 });
});

test('gives a turn that took too long back only once', async () => {
  const log: string[] = [];
  const turns = new Turns(1, 1);
  const slow = turns.during(count(log, 'slow'));
  await slow.next();
  const second = turns.during(count(log, 'second'));
  await second.next();
  await slow.return(undefined);
  await second.return(undefined);
  await turns.during(count(log, 'third')).next();
  const fourth = turns.during(count(log, 'fourth')).next();
  assert.equal(log.at(-1), 'third starts');
  await fourth;
});

test('starts nothing for one whose signal is aborted while it waits', async () => {
  const log: string[] = [];
  const turns = new Turns(1);
  const giveBack = turns.takeFree();
  const leaving = new AbortController();
  const left = turns.during(count(log, 'left'), leaving.signal).next();
  const patient = turns.during(count(log, 'patient'), new AbortController().signal).next();
  leaving.abort(new Error('gone'));
  await assert.rejects(left, /gone/);
  giveBack?.();
  await patient;
  assert.deepEqual(log, ['patient starts']);
});

test('keeps no turn for one whose signal was aborted before it asked', async () => {
  const turns = new Turns(1);
  const late = turns.during(count([], 'late'), AbortSignal.abort(new Error('gone')));
  await assert.rejects(late.next(), /gone/);
  assert.ok(turns.takeFree());
});

test('gives a turn at once only when one is free', () => {
  const turns = new Turns(1);
  const giveBack = turns.takeFree();
  assert.equal(turns.takeFree(), undefined);
  giveBack?.();
  assert.ok(turns.takeFree());
});

test('tells how many work', async () => {
  const turns = new Turns(2);
  const giveBack = await turns.take();
  await turns.take();
  assert.equal(turns.taken, 2);
  giveBack();
  giveBack();
  assert.equal(turns.taken, 1);
});
