import assert from 'node:assert/strict';
import { mkdir, readFile, rename, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  assertSame,
  loadFrom,
  logger,
  makeFolder,
  position,
} from '../../test-support/checkpoint-folder.ts';
import { typicalHistory } from '../../test-support/make-history.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from '../series/history.ts';
import { Checkpoint } from './checkpoint.ts';

for (const [name, damage] of [
  ['cut', (path: string) => truncate(path, 100)],
  ['empty', (path: string) => truncate(path, 0)],
  ['garbled', async (path: string) => writeFile(path, (await readFile(path)).fill(7, 200, 300))],
] as const) {
  test(`sets a ${name} file aside, goes on without it, and asks for the whole replay`, async () => {
    await using folder = await makeFolder();
    const history = typicalHistory(20_000);
    await new Checkpoint({ folder: folder.path, history, logger }).save(position);
    await damage(join(folder.path, '2024-08-17.day'));
    const loaded = await loadFrom(folder.path);
    assert.equal(loaded.history.store.size, 20_000 - 8640);
    assert.equal(loaded.position, undefined);
    assert.ok((await folder.names()).includes('2024-08-17.day.damaged'));
  });
}

for (const stranger of ['2024-99-99.day', '---.counters', '2024-08-16T99.hour']) {
  test(`passes over ${stranger}, which it never wrote`, async () => {
    await using folder = await makeFolder();
    const history = typicalHistory(20_000);
    await new Checkpoint({ folder: folder.path, history, logger }).save(position);
    await writeFile(join(folder.path, stranger), 'something else');
    assertSame((await loadFrom(folder.path)).history, history);
  });
}

test('leaves a file where it is that it can not read now, and asks for the whole replay', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  const day = join(folder.path, '2024-08-16.day');
  await rename(day, `${day}.away`);
  await mkdir(day);
  const loaded = await loadFrom(folder.path);
  assert.equal(loaded.history.store.size, 20_000 - 8640);
  assert.equal(loaded.position, undefined);
  assert.ok((await folder.names()).includes('2024-08-16.day'));
});

test('replaces no damaged file by another', async () => {
  await using folder = await makeFolder();
  for (let time = 0; time < 3; time += 1) {
    const history = typicalHistory(20_000);
    await new Checkpoint({ folder: folder.path, history, logger }).save(position);
    await truncate(join(folder.path, '2024-08-16.day'), 100);
    await loadFrom(folder.path);
  }
  const damaged = (await folder.names()).filter((name) => name.includes('damaged'));
  assert.deepEqual(damaged, [
    '2024-08-16.day.damaged',
    '2024-08-16.day.damaged-2',
    '2024-08-16.day.damaged-3',
  ]);
});

test('counts again from the samples what a damaged file of counters held', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  await truncate(join(folder.path, '1870.counters'), 100);
  assertSame((await loadFrom(folder.path)).history, history);
});

test('numbers meters anew where another life knew them in another order', async () => {
  await using folder = await makeFolder();
  const swapped = makeSample({
    timestamp: 1_723_766_405,
    receivedAt: 1,
    values: { gasDm3: 7 },
    meters: { equipmentIdentifier: 'E2' },
  });
  const history = typicalHistory(3000, { from: 1 });
  history.record(swapped);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  const other = new History(3653);
  other.record(swapped);
  assertSame((await loadFrom(folder.path, other)).history, history);
});

test('goes on where what others left behind can not be removed', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(100);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  const leftover = join(folder.path, 'leftover.tmp');
  await mkdir(leftover);
  await utimes(leftover, 1, 1);
  assertSame((await loadFrom(folder.path)).history, history);
});

test('asks for all of the replay also the second time after a file was found damaged', async () => {
  await using folder = await makeFolder();
  const checkpoint = new Checkpoint({ folder: folder.path, history: typicalHistory(9000), logger });
  await checkpoint.save(position, { merge: true });
  const [day = ''] = (await folder.names()).filter((name) => name.endsWith('.day'));
  await truncate(join(folder.path, day), 100);
  assert.equal((await loadFrom(folder.path)).position, undefined);
  assert.equal((await loadFrom(folder.path)).position, undefined);
});
