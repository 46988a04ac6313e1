import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { everyTenSeconds, start, toReading } from './history/fake-reader.ts';
import { startHistorySystem } from './history/start-history-system.ts';

test('stores what it holds and loads it again after a restart', async () => {
  await using system = await startHistorySystem();
  for (const timestamp of everyTenSeconds(start, 500)) system.reader.read(toReading(timestamp));
  system.reader.answerReplay();
  const history = startService('history', { ...system.env, HISTORY_CHECKPOINT_MINUTES: '0' });
  const before = await waitFor('an answer', () => system.timestamps());
  const stored = await last(system.reader.bus.run(contract.historyStore, {}, 2_000));
  assert.equal(stored.kind === 'result' && stored.count, 500);
  await history.stop();

  system.reader.kept.length = 0;
  await using _again = startService('history', { ...system.env, HISTORY_CHECKPOINT_MINUTES: '0' });
  await waitFor('an answer', () => system.timestamps());
  const loaded = await last(system.reader.bus.run(contract.historyLoad, {}, 2_000));
  assert.equal(loaded.kind === 'result' && loaded.added, 500);
  assert.deepEqual(await system.timestamps(), before);
});

test('loads a file of the original program with its timestamps corrected', async () => {
  await using system = await startHistorySystem();
  const readings = [
    { date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: -1800 },
    { date: '2024-08-16T18:32:00', timestamp: 1723833120, usageWatts: 12 },
  ];
  const file = join(system.folder, 'history-data.json');
  await writeFile(file, JSON.stringify({ readings }, null, 4));
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  await last(system.reader.bus.run(contract.historyLoad, {}, 2_000));
  assert.deepEqual(await system.timestamps(), [1723825910, 1723825920]);
});

test('refuses a truncated file and keeps what it holds', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  system.reader.read(toReading(start));
  await using _history = startService('history', system.env);
  await waitFor('the reading', async () => (await system.timestamps()).length === 1);
  await last(system.reader.bus.run(contract.historyStore, {}, 2_000));
  const file = join(system.folder, 'history-data.json');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, -30));
  await assert.rejects(
    last(system.reader.bus.run(contract.historyLoad, {}, 2_000)),
    (error) => error instanceof SmerError && error.code === 'INVALID_DUMP_FILE',
  );
  assert.deepEqual(await system.timestamps(), [start]);
});

test('loads on every replica what one of them has loaded', async () => {
  await using system = await startHistorySystem();
  const file = join(system.folder, 'history-data.json');
  const readings = [{ date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: 5 }];
  await writeFile(file, JSON.stringify({ readings }, null, 4));
  await using _one = startService('history', system.env);
  await using _other = startService('history', system.env);
  const statuses = () => system.reader.bus.requestAll(contract.status, {}, 200);
  await waitFor('both', async () => {
    const ready = (await statuses()).filter((status) => status.ready);
    return ready.length === 2;
  });
  await last(system.reader.bus.run(contract.historyLoad, {}, 2_000));
  await waitFor('both to hold the reading', async () => {
    const samples = (await statuses()).map(({ counters }) => counters['samples']);
    return samples.length === 2 && samples.every((count) => count === 1);
  });
});

async function last<M>(messages: AsyncIterable<M>): Promise<M> {
  let found: M | undefined;
  for await (const message of messages) found = message;
  assert.ok(found);
  return found;
}
