import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SmerError } from '@smer/shared/errors';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { typicalHistory } from '../test-support/make-history.ts';
import { FileKeeper } from './keep-files.ts';
import type { History } from './series/history.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const zone = createTimeZone('Europe/Amsterdam');
const logger = createLogger('test', 'silent');

const makeKeeper = (folder: string, history: History) =>
  new FileKeeper({ history, folder, zone, clock: () => now, logger });

async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'smer-files-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function lastOf<M>(steps: AsyncIterable<M>): Promise<M> {
  let last: M | undefined;
  for await (const step of steps) last = step;
  assert.ok(last);
  return last;
}

const codeOf = (steps: AsyncIterable<unknown>) =>
  lastOf(steps).then(
    () => 'done',
    (error) => (error instanceof SmerError ? error.code : String(error)),
  );

test('keeps the former dump beside the new one', async () => {
  await using folder = await makeFolder();
  await lastOf(makeKeeper(folder.path, typicalHistory(3)).store());
  const former = await readFile(join(folder.path, 'history-data.json'), 'utf8');
  const result = await lastOf(makeKeeper(folder.path, typicalHistory(4)).store());
  assert.equal(result.kind === 'result' && result.count, 4);
  assert.deepEqual((await readdir(folder.path)).sort(), [
    'history-data.json',
    'history-data.previous.json',
  ]);
  const previous = await readFile(join(folder.path, 'history-data.previous.json'), 'utf8');
  assert.equal(previous, former);
});

test('refuses a second task while one runs, and takes it afterwards', async () => {
  await using folder = await makeFolder();
  const keeper = makeKeeper(folder.path, typicalHistory(2000));
  const first = lastOf(keeper.store());
  assert.equal(await codeOf(keeper.load()), 'BUSY');
  assert.equal(await codeOf(keeper.store()), 'BUSY');
  await first;
  assert.equal(await codeOf(keeper.load()), 'done');
});

test('is free again after a task that failed', async () => {
  await using folder = await makeFolder();
  const keeper = makeKeeper(folder.path, typicalHistory(1));
  assert.equal(await codeOf(keeper.load()), 'NO_DUMP_FILE');
  assert.equal(await codeOf(keeper.store()), 'done');
});

test('sweeps old leftovers of a writer that was killed, and no fresh ones', async () => {
  await using folder = await makeFolder();
  const [old, fresh] = ['history-data.json.1.tmp', 'history-data.json.2.tmp'];
  const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000);
  await writeFile(join(folder.path, old), '');
  await utimes(join(folder.path, old), minutesAgo(61), minutesAgo(61));
  await writeFile(join(folder.path, fresh), '');
  await utimes(join(folder.path, fresh), minutesAgo(1), minutesAgo(1));
  await makeKeeper(folder.path, typicalHistory(1)).inspect();
  assert.deepEqual(await readdir(folder.path), [fresh]);
});

test('says that its folder does not exist', async () => {
  await using folder = await makeFolder();
  const keeper = makeKeeper(join(folder.path, 'missing'), typicalHistory(1));
  assert.equal(await codeOf(keeper.store()), 'DISK_READ_ONLY');
});

test('refuses to store over a symbolic link, and leaves it and its target as they were', async () => {
  await using folder = await makeFolder();
  await using elsewhere = await makeFolder();
  const target = join(elsewhere.path, 'target');
  const file = join(folder.path, 'history-data.json');
  await writeFile(target, 'precious');
  await symlink(target, file);
  assert.equal(
    await codeOf(makeKeeper(folder.path, typicalHistory(1)).store()),
    'INVALID_DUMP_FILE',
  );
  assert.deepEqual(await readdir(folder.path), ['history-data.json']);
  assert.equal(await readlink(file), target);
  assert.equal(await readFile(target, 'utf8'), 'precious');
});

test('refuses to store over a symbolic link to nothing, and makes nothing there', async () => {
  await using folder = await makeFolder();
  await using elsewhere = await makeFolder();
  const target = join(elsewhere.path, 'target');
  await symlink(target, join(folder.path, 'history-data.json'));
  assert.equal(
    await codeOf(makeKeeper(folder.path, typicalHistory(1)).store()),
    'INVALID_DUMP_FILE',
  );
  assert.deepEqual(await readdir(elsewhere.path), []);
});

test('refuses to store over a folder', async () => {
  await using folder = await makeFolder();
  await mkdir(join(folder.path, 'history-data.json'));
  assert.equal(
    await codeOf(makeKeeper(folder.path, typicalHistory(1)).store()),
    'INVALID_DUMP_FILE',
  );
});

/** A disk of 256 KiB; undefined where this machine lets nobody mount one. */
async function mountSmallDisk(context: TestContext) {
  const folder = await makeFolder();
  const path = join(folder.path, 'disk');
  await mkdir(path);
  const mount = (...options: string[]) =>
    execFileSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', path], { stdio: 'ignore' });
  try {
    mount('-o', 'size=256k');
  } catch {
    await folder[Symbol.asyncDispose]();
    context.skip('needs the right to mount a file system');
    return undefined;
  }
  return {
    path,
    makeReadOnly: () => mount('-o', 'remount,ro,size=256k'),
    [Symbol.asyncDispose]: async () => {
      execFileSync('umount', [path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('leaves the file as it was when the disk is full', async (context) => {
  await using disk = await mountSmallDisk(context);
  if (!disk) return;
  await lastOf(makeKeeper(disk.path, typicalHistory(100)).store());
  const before = await readFile(join(disk.path, 'history-data.json'), 'utf8');
  assert.equal(await codeOf(makeKeeper(disk.path, typicalHistory(5000)).store()), 'DISK_FULL');
  assert.deepEqual(await readdir(disk.path), ['history-data.json']);
  assert.equal(await readFile(join(disk.path, 'history-data.json'), 'utf8'), before);
});

test('says that the disk is read-only', async (context) => {
  await using disk = await mountSmallDisk(context);
  if (!disk) return;
  disk.makeReadOnly();
  assert.equal(await codeOf(makeKeeper(disk.path, typicalHistory(1)).store()), 'DISK_READ_ONLY');
});
