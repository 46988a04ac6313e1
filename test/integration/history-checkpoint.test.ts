import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { everyTenSeconds, FakeReader, start, toReading } from './history/fake-reader.ts';
import { startHistorySystem } from './history/start-history-system.ts';

test('continues from its checkpoint after SIGTERM, without a reader', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 800)) system.reader.read(toReading(timestamp));
  const history = startService('history', system.env);
  const before = await waitFor('an answer', () => system.timestamps());
  assert.equal(await history.stop(), 0, history.output());
  system.reader.kept.length = 0;
  await using _again = startService('history', system.env);
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), before);
});

test('has all after kill -9 that the reader replays', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 300)) system.reader.read(toReading(timestamp));
  const history = startService('history', system.env);
  const before = await waitFor('an answer', () => system.timestamps());
  await history.kill();
  await using _again = startService('history', system.env);
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), before);
});

test('has after kill -9 what only an earlier life of the reader could have replayed', async (context) => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 300)) system.reader.read(toReading(timestamp));
  const history = startService('history', system.env);
  const before = await waitFor('an answer', () => system.timestamps());
  await system.reader.bus.close();
  const next = new FakeReader(system.nats.url, 'boot-2');
  context.after(() => next.bus.close());
  await waitFor('the bus', () => next.bus.connected);
  next.answerReplay();
  next.read(toReading(start + 3000));
  const status = async () => (await next.bus.requestAll(contract.status, {}, 200))[0];
  await waitFor('a checkpoint', async () => {
    const written = (await status())?.counters['checkpointBytes'] ?? 0;
    return written > 0;
  });
  await history.kill();
  await using _again = startService('history', system.env);
  const found = await waitFor('an answer', () => next.bus.request(contract.historyQuery, {}));
  assert.deepEqual(found.timestamp, [...before, start + 3000]);
});
