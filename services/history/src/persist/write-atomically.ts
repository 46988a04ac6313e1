import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  link,
  lstat,
  open,
  readdir,
  rename,
  rm,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, toDiskError } from './disk-error.ts';

const temporarySuffix = '.tmp';

/** Long enough for another process to have finished what it writes. */
const leftoverAgeMs = 3_600_000;

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a file that is there whole, as it was or as it becomes, whatever happens at whatever
 * moment; other processes may write the same file. `previousPath` keeps what it was.
 * Gives the bytes written. Throws DISK_FULL or DISK_READ_ONLY.
 */
export async function writeAtomically(
  path: string,
  chunks: Chunks,
  { previousPath }: { previousPath?: string } = {},
): Promise<number> {
  const temporary = temporaryName(path);
  try {
    const bytes = await writeDurably(temporary, chunks);
    if (previousPath !== undefined) await keepPrevious(path, previousPath);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return bytes;
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw toDiskError(thrown, path);
  }
}

/** Removes what writers that were killed left behind in a folder; `now` in epoch milliseconds. */
export async function sweepLeftovers(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(temporarySuffix)) continue;
    const path = join(folder, name);
    const writtenAt = await writtenAtMs(path);
    if (now - writtenAt > leftoverAgeMs) await rm(path, { force: true });
  }
}

/** A file that is gone was no leftover: its writer has just given it its name. */
async function writtenAtMs(path: string): Promise<number> {
  try {
    return (await lstat(path)).mtimeMs;
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return Number.POSITIVE_INFINITY;
    throw thrown;
  }
}

const temporaryName = (path: string) => `${path}.${randomUUID()}${temporarySuffix}`;

async function writeDurably(path: string, chunks: Chunks): Promise<number> {
  const file = await open(path, 'wx', 0o644);
  try {
    let bytes = 0;
    for await (const chunk of chunks) {
      await writeAll(file, chunk);
      bytes += chunk.byteLength;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.byteLength) {
    const { bytesWritten } = await file.write(chunk, offset);
    offset += bytesWritten;
  }
}

/** Gives the file a second name, so that there is no moment without it under its first. */
async function keepPrevious(path: string, previousPath: string): Promise<void> {
  const temporary = temporaryName(previousPath);
  try {
    if (!(await lstat(path)).isFile()) return;
    await linkOrCopy(path, temporary);
    await rename(temporary, previousPath);
  } catch (thrown) {
    await rm(temporary, { force: true });
    if (errnoOf(thrown) !== 'ENOENT') throw thrown;
  }
}

/** File systems such as FAT have no second names. */
async function linkOrCopy(path: string, copy: string): Promise<void> {
  try {
    await link(path, copy);
  } catch (thrown) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errnoOf(thrown) ?? '')) {
      throw thrown;
    }
    await copyFile(path, copy, constants.COPYFILE_EXCL);
    const file = await open(copy, 'r+');
    await file.sync().finally(() => file.close());
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
