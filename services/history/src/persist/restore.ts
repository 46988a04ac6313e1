import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { SmerError } from '@smer/shared/errors';
import type { LoadMessage } from '@smer/shared/history-page';
import { slotOf, slotS } from '@smer/shared/slot';
import type { TimeZone } from '@smer/shared/time-zone';
import type { History } from '../series/history.ts';
import { dayOf } from '../series/sample-store.ts';
import { errnoOf } from './disk-error.ts';
import { LaggingHash } from './lagging-hash.ts';
import { DumpReader } from './read-dump.ts';
import { JsonSplitter } from './split-json.ts';

const chunkBytes = 128 * 1024;
const daySeconds = 86_400;

export interface RestoreOptions {
  readonly history: History;
  readonly path: string;
  readonly zone: TimeZone;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Joins a dump file with history: all of it is checked first, then applied, over one open file. Of
 * a slot that both have the preferred reading stays. Tells progress in bytes of both passes. Throws
 * NO_DUMP_FILE, UNREADABLE_DUMP_FILE or INVALID_DUMP_FILE, with history as it was.
 */
export async function* restoreHistory(options: RestoreOptions): AsyncGenerator<LoadMessage> {
  const { history, path, zone, now } = options;
  const file = await openRegular(path);
  try {
    const newest = (history.store.newestSlot ?? 0) * slotS;
    const latest = Math.max(Math.floor(now / 1000), newest) + daySeconds;
    const { size } = await file.stat();
    const check = new DumpReader({ zone, latest, onSample: ignore, onRun: ignore });
    yield* progress(readThrough(file, check), 0, size);
    yield* apply(file, options, { latest, size });
  } finally {
    await file.close();
  }
}

interface Checked {
  readonly latest: number;
  readonly size: number;
}

async function* apply(
  file: FileHandle,
  { history, path, zone }: RestoreOptions,
  { latest, size }: Checked,
): AsyncGenerator<LoadMessage> {
  const { store } = history;
  const days = new Map<number, DayCount>();
  const reader = new DumpReader({
    zone,
    latest,
    onSample: (sample) => {
      const isAdded = history.record(sample) === 'added';
      const day = dayOf(slotOf(sample.timestamp));
      const count = days.get(day) ?? { readings: 0, added: 0 };
      days.set(day, count);
      count.readings += 1;
      if (isAdded) count.added += 1;
    },
    onRun: (run) => history.recordRun({ ...run, meters: history.register.numberOf(run.meters) }),
  });
  yield* progress(readThrough(file, reader), size, size);
  const { readings: loaded, origin } = reader;
  yield { kind: 'result', loaded, ...outcomeOf(days, store.oldestKeptDay), file: path, origin };
}

/** The readings of a file that are of one day, and those of them that history had not. */
interface DayCount {
  readings: number;
  added: number;
}

/** Known at the end only: the rest of the file can make a day too old. */
function outcomeOf(days: ReadonlyMap<number, Readonly<DayCount>>, oldestKeptDay: number) {
  let added = 0;
  let expired = 0;
  for (const [day, count] of days) {
    if (day < oldestKeptDay) expired += count.readings;
    else added += count.added;
  }
  return { added, expired };
}

const ignore = () => undefined;

async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(
    path,
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  ).catch((thrown: unknown) => {
    throw toOpenError(thrown, path);
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new SmerError('INVALID_DUMP_FILE', `${path} is not a regular file`);
}

function toOpenError(thrown: unknown, path: string): unknown {
  const errno = errnoOf(thrown);
  if (errno === 'ENOENT') return new SmerError('NO_DUMP_FILE', `there is no ${path}`);
  if (errno === 'ELOOP') return new SmerError('INVALID_DUMP_FILE', `${path} is a symbolic link`);
  if (errno === 'EACCES') {
    return new SmerError('UNREADABLE_DUMP_FILE', `${path} may not be read: chmod 644`);
  }
  return thrown;
}

/** Hands every part of the file to the reader; tells the bytes read so far after each chunk. */
async function* readThrough(file: FileHandle, reader: DumpReader): AsyncGenerator<number> {
  const splitter = new JsonSplitter((part) => reader.take(part));
  const hash = new LaggingHash();
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let offset = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, offset);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    splitter.push(chunk);
    offset += bytesRead;
    yield offset;
  }
  splitter.end();
  reader.finish();
  checkSum(reader, hash);
}

function checkSum({ checksum }: DumpReader, hash: LaggingHash): void {
  if (!checksum || hash.digestUpTo(checksum.offset) === checksum.value) return;
  throw new SmerError(
    'INVALID_DUMP_FILE',
    `the checksum is ${JSON.stringify(checksum.value)}, which is not that of the file`,
  );
}

const progressEveryBytes = 4 * 1024 * 1024;

async function* progress(
  offsets: AsyncIterable<number>,
  before: number,
  size: number,
): AsyncGenerator<LoadMessage> {
  let told = 0;
  for await (const offset of offsets) {
    if (offset - told < progressEveryBytes && offset < size) continue;
    told = offset;
    yield { kind: 'progress', done: before + offset, total: 2 * size };
  }
}
