import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  assertSame,
  loadFrom,
  logger,
  makeFolder,
  now,
  position,
} from '../../test-support/checkpoint-folder.ts';
import { typicalHistory, typicalSample } from '../../test-support/make-history.ts';
import { History } from '../series/history.ts';
import { Checkpoint } from './checkpoint.ts';

test('continues with what was saved', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  const loaded = await loadFrom(folder.path);
  assertSame(loaded.history, history);
  assert.deepEqual(loaded.position, { bootId: 'boot', sequence: 700 });
});

test('writes the open hour alone until it is over, then its day', async () => {
  await using folder = await makeFolder();
  const history = new History(31);
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  for (let index = 0; index < 100; index += 1) history.record(typicalSample(index));
  await checkpoint.save(position);
  assert.deepEqual(await folder.names(), ['2024-08-16T00.hour', 'position.json']);
  for (let index = 100; index < 361; index += 1) history.record(typicalSample(index));
  await checkpoint.save(position);
  assert.deepEqual(await folder.names(), ['1870.counters', '2024-08-16.day', 'position.json']);
  history.record(typicalSample(361));
  await checkpoint.save(position);
  assert.ok((await folder.names()).includes('2024-08-16T01.hour'));
  assertSame((await loadFrom(folder.path)).history, history);
});

test('keeps the counters of an open hour that was read from its file', async () => {
  await using folder = await makeFolder();
  const first = typicalHistory(100);
  await new Checkpoint({ folder: folder.path, history: first, logger }).save(position);
  const second = await loadFrom(folder.path);
  await second.checkpoint.save(position, { merge: true });
  assertSame((await loadFrom(folder.path)).history, first);
});

test('writes nothing where nothing changed', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(10);
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  await checkpoint.save(position);
  const { bytesWritten } = checkpoint;
  await checkpoint.save({ ...position, sequence: 2000 });
  assert.equal(checkpoint.bytesWritten, bytesWritten);
});

test('removes the files of days that are forgotten', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000, { retentionDays: 1 });
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  await checkpoint.save(position, { merge: true });
  for (let index = 20_000; index < 30_000; index += 1) history.record(typicalSample(index));
  await checkpoint.save(position, { merge: true });
  const days = (await folder.names()).filter((name) => name.endsWith('.day'));
  assert.deepEqual(days, ['2024-08-18.day', '2024-08-19.day']);
});

test('writes no samples whose counters could not be written', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  await checkpoint.save(position, { merge: true });
  history.table.layers = () => {
    throw new Error('not now');
  };
  const before = (await folder.names()).filter((name) => name.endsWith('.day'));
  for (let index = 20_000; index < 40_000; index += 1) history.record(typicalSample(index));
  await assert.rejects(checkpoint.save(position, { merge: true }), /not now/);
  assert.deepEqual(
    (await folder.names()).filter((name) => name.endsWith('.day')),
    before,
  );
});

for (const merge of [true, false]) {
  test(`adds to what it could not load, ${merge ? 'of days' : 'of the open hour'}`, async () => {
    await using folder = await makeFolder();
    const write = (history: History) =>
      new Checkpoint({ folder: folder.path, history, logger }).save(position, { merge });
    await write(typicalHistory(10_000, { from: 9_900 }));
    await write(typicalHistory(10_050, { from: 10_000 }));
    const expected = typicalHistory(10_050, { from: 9_900 });
    assertSame((await loadFrom(folder.path)).history, expected);
  });
}

for (const kind of ['day', 'counters'] as const) {
  test(`sets a file of ${kind} aside that it can not read, before it writes it anew`, async () => {
    await using folder = await makeFolder();
    const checkpoint = () =>
      new Checkpoint({ folder: folder.path, history: typicalHistory(400), logger });
    await checkpoint().save(position, { merge: true });
    const [name = ''] = (await folder.names()).filter((each) => each.endsWith(`.${kind}`));
    await truncate(join(folder.path, name), 100);
    await checkpoint().save(position, { merge: true });
    assert.ok((await folder.names()).includes(`${name}.damaged`));
    assertSame((await loadFrom(folder.path)).history, typicalHistory(400));
  });
}

test('tries again what could not be written', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  const missing = join(folder.path, 'missing');
  const checkpoint = new Checkpoint({ folder: missing, history, logger });
  await assert.rejects(checkpoint.save(position));
  await checkpoint.load(now);
  await checkpoint.save(position);
  assertSame((await loadFrom(missing)).history, history);
});

test('writes at most 32 MB a day at the default settings', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(0, { retentionDays: 31 });
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  const slotsBetweenSaves = (5 * 60) / 10;
  for (let index = 0; index < 8640; index += 1) {
    history.record(typicalSample(index));
    if ((index + 1) % slotsBetweenSaves === 0) await checkpoint.save(position);
  }
  assert.ok(checkpoint.bytesWritten < 32_000_000, `${checkpoint.bytesWritten} bytes`);
  assert.ok(checkpoint.bytesWritten > 1_000_000, `${checkpoint.bytesWritten} bytes`);
});
