import assert from 'node:assert/strict';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
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
import { sweepLeftovers, writeAtomically } from './write-atomically.ts';

test('joins what two replicas write to the same folder', async () => {
  await using folder = await makeFolder();
  const [even, odd] = [new History(31), new History(31)];
  const checkpoints = [even, odd].map(
    (history) => new Checkpoint({ folder: folder.path, history, logger }),
  );
  for (let index = 0; index < 2000; index += 1) {
    (index % 2 === 0 ? even : odd).record(typicalSample(index));
  }
  for (const checkpoint of checkpoints) await checkpoint.save(position, { merge: true });
  assertSame((await loadFrom(folder.path)).history, typicalHistory(2000));
});

test('leaves counters alone that it does not hold, as a replica may', async () => {
  await using folder = await makeFolder();
  const [one, other] = [new History(31), new History(31)];
  const toFolder = (history: History) =>
    new Checkpoint({ folder: folder.path, history, logger }).save(position, { merge: true });
  one.record(typicalSample(0));
  await toFolder(one);
  other.record(typicalSample(8640 * 60));
  await toFolder(other);
  const kept = (await folder.names()).filter((name) => name.endsWith('.counters'));
  assert.deepEqual(kept, ['1870.counters', '1876.counters']);
});

test('sweeps beside a replica that writes', async () => {
  await using folder = await makeFolder();
  const writing = { is: true };
  const writer = (async () => {
    for (let round = 0; round < 200; round += 1) {
      await writeAtomically(join(folder.path, 'a.day'), [Buffer.from('a')]);
    }
    writing.is = false;
  })();
  while (writing.is) await sweepLeftovers(folder.path, now);
  await writer;
});

/** A history beside which a replica writes as soon as the first sample is taken in. */
class DisturbedHistory extends History {
  #disturb: (() => void) | undefined;

  constructor(disturb: () => void) {
    super(3653);
    this.#disturb = disturb;
  }

  override record(...parameters: Parameters<History['record']>) {
    this.#disturb?.();
    this.#disturb = undefined;
    return super.record(...parameters);
  }
}

test('asks for what it has not read where a replica saves meanwhile', async () => {
  await using folder = await makeFolder();
  await new Checkpoint({ folder: folder.path, history: typicalHistory(100), logger }).save(
    position,
  );
  const later = JSON.stringify({ ...position, sequence: 9000 });
  const disturbed = new DisturbedHistory(() =>
    writeFileSync(join(folder.path, 'position.json'), later),
  );
  assert.equal((await loadFrom(folder.path, disturbed)).position?.sequence, 700);
});

test('finds the hour that a replica puts into its day meanwhile', async () => {
  await using folder = await makeFolder();
  await using merged = await makeFolder();
  const history = typicalHistory(400);
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  await checkpoint.save(position, { merge: true });
  for (let index = 400; index < 500; index += 1) history.record(typicalSample(index));
  await checkpoint.save(position);
  await new Checkpoint({ folder: merged.path, history: typicalHistory(500), logger }).save(
    position,
    { merge: true },
  );
  const names = await folder.names();
  for (const name of names.filter((each) => each.endsWith('.counters'))) {
    await rm(join(folder.path, name));
  }
  const disturbed = new DisturbedHistory(() => {
    copyFileSync(join(merged.path, '2024-08-16.day'), join(folder.path, '2024-08-16.day'));
    rmSync(join(folder.path, '2024-08-16T01.hour'));
  });
  assert.equal((await loadFrom(folder.path, disturbed)).history.store.size, 500);
});
