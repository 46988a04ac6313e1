import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { Checkpoint } from '../../services/history/src/persist/checkpoint.ts';
import { restoreHistory } from '../../services/history/src/persist/restore.ts';
import { History } from '../../services/history/src/series/history.ts';
import { typicalSample } from '../../services/history/test-support/make-history.ts';
import { createRandom } from '../meter/random.ts';
import { seedOr } from '../support/run-settings.ts';
import { type StartedProcess, startProcess } from '../support/start-process.ts';
import { waitFor } from '../support/wait-for.ts';

const moments = 100;

/** So many are at it at the same time. */
const lanes = 4;
const seed = seedOr(20_240_816);
const longestLifeMs = 120;

/** Then a writer begins with an empty folder. */
const mostSamples = 4000;

const writer = fileURLToPath(
  new URL('../../services/history/test-support/write-endlessly.ts', import.meta.url),
);

/** The largest number that the writer reported for a kind of file. */
function reported(output: string, kind: string): number {
  const lines = [...output.matchAll(new RegExp(`^${kind} (\\d+)\n`, 'gm'))];
  return Math.max(0, ...lines.map(([, size]) => Number(size)));
}

/** A history that holds the first so many samples and no other. */
function sizeOf({ store }: History, what: string): number {
  const { size } = store;
  const newest = size === 0 ? undefined : store.timestampAt(store.newestSlot ?? 0);
  const expected = size === 0 ? undefined : typicalSample(size - 1).timestamp;
  assert.equal(newest, expected, `${what} has no hole`);
  return size;
}

async function loadDump(path: string): Promise<number> {
  const history = new History(3653);
  const zone = createTimeZone('Europe/Amsterdam');
  for await (const step of restoreHistory({ history, path, zone, now: Date.now() })) {
    if (step.kind === 'result') assert.equal(step.added, step.loaded);
  }
  return sizeOf(history, path);
}

async function loadCheckpoint(folder: string): Promise<number> {
  const history = new History(3653);
  const logger = createLogger('test', 'silent');
  await new Checkpoint({ folder, history, logger }).load(Date.now());
  const damaged = (await readdir(folder)).filter((name) => name.endsWith('.damaged'));
  assert.deepEqual(damaged, []);
  return sizeOf(history, folder);
}

async function writeUntilKilled(folder: string, start: number, lifeMs: number): Promise<string> {
  await using child: StartedProcess = startProcess(process.execPath, [writer, folder, `${start}`]);
  await waitFor('the first files', () => /^dump/m.test(child.output()), { timeoutMs: 30_000 });
  await pause(lifeMs);
  await child.kill();
  return child.output();
}

/** What the files of a writer that was killed hold; fails where one is not whole. */
async function inspect(folder: string, output: string): Promise<number> {
  // Loading sets damaged files aside; the next writer is to find what this one left.
  const copy = join(folder, 'copy');
  await cp(join(folder, 'checkpoint'), copy, { recursive: true });
  const held = await loadCheckpoint(copy);
  await rm(copy, { recursive: true });
  assert.ok(held >= reported(output, 'checkpoint'), 'what was reported as written is there');
  const dumped = await loadDump(join(folder, 'history-data.json'));
  assert.ok(dumped >= reported(output, 'dump'), 'the dump is the last or a newer one');
  const previous = await loadDump(join(folder, 'history-data.previous.json')).catch(ifMissing);
  assert.ok(previous <= dumped, 'the previous dump is no newer');
  return held;
}

/** Removes the files that were being written, and tells how many there were. */
async function clearInterrupted(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const interrupted = names.filter((name) => name.endsWith('.tmp'));
  for (const name of interrupted) await rm(join(folder, name));
  return interrupted.length;
}

/** Lets writers live and die, one after the other; gives how many files were interrupted. */
async function killAgainAndAgain(parent: string, laneSeed: number): Promise<number> {
  const random = createRandom(laneSeed);
  let size = Number.POSITIVE_INFINITY;
  let folder = parent;
  let interrupted = 0;
  for (let moment = 0; moment < moments / lanes; moment += 1) {
    if (size > mostSamples) {
      size = 500;
      folder = await mkdtemp(join(parent, 'life-'));
    }
    const output = await writeUntilKilled(folder, size, random() * longestLifeMs);
    size = await inspect(folder, output);
    interrupted += await clearInterrupted(folder);
  }
  return interrupted;
}

test(`leaves files whole when killed at ${moments} random moments (seed ${seed})`, async () => {
  const parent = await mkdtemp(join(tmpdir(), 'smer-kill-'));
  try {
    const interrupted = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => killAgainAndAgain(parent, seed + lane)),
    );
    const total = interrupted.reduce((sum, count) => sum + count, 0);
    assert.ok(total > moments / 10, `${total} files were being written when it was killed`);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});

function ifMissing(error: unknown): number {
  assert.ok(error instanceof Error && 'code' in error && error.code === 'NO_DUMP_FILE');
  return 0;
}
