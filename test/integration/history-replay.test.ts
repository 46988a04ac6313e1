import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { everyTenSeconds, FakeReader, start, toReading } from './history/fake-reader.ts';
import { startHistorySystem } from './history/start-history-system.ts';

test('takes in at its start what the reader kept', async () => {
  await using system = await startHistorySystem();
  for (const timestamp of everyTenSeconds(start, 120)) system.reader.read(toReading(timestamp));
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  const found = await waitFor('an answer', () => system.timestamps());
  assert.deepEqual(found, everyTenSeconds(start, 120));
});

test('answers without a reader', async () => {
  await using system = await startHistorySystem();
  await using _history = startService('history', system.env);
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), []);
});

test('answers nobody until the replay is in, and asks again where it failed', async () => {
  await using system = await startHistorySystem();
  system.reader.read(toReading(start));
  let isWorking = false;
  system.reader.bus.answer(contract.replay, () => {
    if (!isWorking) throw new Error('not now');
    return { bootId: 'boot-1', telegrams: system.reader.kept, more: false };
  });
  await using history = startService('history', system.env);
  await waitFor('a replay that failed', () => history.output().includes('no replay'));
  await assert.rejects(
    system.timestamps(),
    (error) => error instanceof SmerError && error.code === 'NO_ANSWER',
  );
  isWorking = true;
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), [start]);
});

test('takes in what a reader with another boot has', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  system.reader.read(toReading(start));
  await waitFor('the first reading', async () => (await system.timestamps()).length === 1);
  await system.reader.bus.close();
  const next = new FakeReader(system.nats.url, 'boot-2');
  await waitFor('the bus', () => next.bus.connected);
  next.answerReplay();
  for (const timestamp of everyTenSeconds(start + 10, 5)) {
    next.read(toReading(timestamp), { lost: true });
  }
  next.read(toReading(start + 60));
  const timestamps = async () => (await next.bus.request(contract.historyQuery, {})).timestamp;
  await waitFor('what the other boot has', async () => (await timestamps()).length === 7);
  await next.bus.close();
});

test('fills the gap that a lost telegram leaves', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  const [first = 0, second = 0, third = 0] = everyTenSeconds(start, 3);
  system.reader.read(toReading(first));
  system.reader.read(toReading(second), { lost: true });
  system.reader.read(toReading(third));
  await waitFor('the lost reading', async () => (await system.timestamps()).length === 3);
});

test('asks for the replay when the bus returns', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  system.reader.read(toReading(start));
  await waitFor('the first reading', async () => (await system.timestamps()).length === 1);
  await system.nats.kill();
  await waitFor('the loss to be noticed', () => !system.reader.bus.connected);
  for (const timestamp of everyTenSeconds(start + 10, 30)) system.reader.read(toReading(timestamp));
  await system.nats.start();
  await waitFor('what was missed', async () => (await system.timestamps()).length === 31);
});
