import assert from 'node:assert/strict';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { createLogger } from '@smer/shared/logger';
import {
  runsOf,
  samplesOf,
  typicalHistory,
  typicalSample,
} from '../../test-support/make-history.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from '../series/history.ts';
import { Checkpoint } from './checkpoint.ts';
import { sweepLeftovers, writeAtomically } from './write-atomically.ts';

const logger = createLogger('test', 'silent');
const now = Date.parse('2026-01-01T00:00:00Z');
const position = { bootId: 'boot', sequence: 1000 };

interface Folder extends AsyncDisposable {
  readonly path: string;
  names(): Promise<string[]>;
}

async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'smer-checkpoint-'));
  return {
    path,
    names: async () => (await readdir(path)).sort(),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

async function loadFrom(folder: string, history = new History(3653)) {
  const checkpoint = new Checkpoint({ folder, history, logger });
  return { history, checkpoint, position: await checkpoint.load(now) };
}

/** Without the difference in words, which takes hours for lists as long as these. */
function assertSame(found: History, expected: History): void {
  assert.ok(isDeepStrictEqual(samplesOf(found), samplesOf(expected)), 'samples are the same');
  assert.ok(isDeepStrictEqual(runsOf(found), runsOf(expected)), 'counters are the same');
}

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

test('goes on where a damaged file can not be set aside', async () => {
  await using folder = await makeFolder();
  await new Checkpoint({ folder: folder.path, history: typicalHistory(20_000), logger }).save(
    position,
  );
  await truncate(join(folder.path, '2024-08-16.day'), 100);
  await mkdir(join(folder.path, '2024-08-16.day.damaged'));
  assert.equal((await loadFrom(folder.path)).history.store.size, 20_000 - 8640);
});

test('counts again from the samples what a damaged file of counters held', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  await truncate(join(folder.path, '1870.counters'), 100);
  assertSame((await loadFrom(folder.path)).history, history);
});

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

test('goes on where what others left behind can not be removed', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(100);
  await new Checkpoint({ folder: folder.path, history, logger }).save(position);
  const leftover = join(folder.path, 'leftover.tmp');
  await mkdir(leftover);
  await utimes(leftover, 1, 1);
  assertSame((await loadFrom(folder.path)).history, history);
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

test('writes no samples whose counters could not be written', async () => {
  await using folder = await makeFolder();
  const history = typicalHistory(20_000);
  const checkpoint = new Checkpoint({ folder: folder.path, history, logger });
  await checkpoint.save(position, { merge: true });
  const counters = (await folder.names()).filter((name) => name.endsWith('.counters'));
  for (const name of counters) {
    await rm(join(folder.path, name));
    await mkdir(join(folder.path, name, 'in the way'), { recursive: true });
  }
  const before = (await folder.names()).filter((name) => name.endsWith('.day'));
  for (let index = 20_000; index < 40_000; index += 1) history.record(typicalSample(index));
  await assert.rejects(checkpoint.save(position, { merge: true }));
  assert.deepEqual(
    (await folder.names()).filter((name) => name.endsWith('.day')),
    before,
  );
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
