import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf } from '@smer/shared/errors';
import type { Logger } from '@smer/shared/logger';
import { slotOf, slotsPerDay } from '@smer/shared/slot';
import * as z from 'zod';
import type { ReaderPosition } from '../sequence-tracker.ts';
import { chunkOf } from '../series/counter-chunk.ts';
import { slotsPerQuarter, toRun } from '../series/counter-run.ts';
import { dayOfHour, type History } from '../series/history.ts';
import type { Sample } from '../series/sample.ts';
import { type CheckpointFile, fileOf, nameOf, positionName } from './checkpoint-names.ts';
import { decodeChunk } from './chunk-file.ts';
import { errnoOf } from './disk-error.ts';
import { decodeSlots, samplesOf } from './segment-file.ts';

export interface LoadedCheckpoint {
  /** Up to where the files have all that the reader published; absent if that is not known. */
  readonly position?: ReaderPosition | undefined;
  /** Hours, since 1970, that have a file of their own. */
  readonly hours: readonly number[];
  /** Chunks of counters whose file lacks something that the samples told. */
  readonly chunks: ReadonlySet<number>;
}

export interface LoadOptions {
  readonly folder: string;
  readonly history: History;
  readonly logger: Logger;
}

const storedPosition = z.object({ bootId: z.string(), sequence: z.int().min(0) });

/**
 * Takes in what a checkpoint folder holds. A damaged file is renamed to `….damaged` and the rest
 * goes on without it; what the reader still has of it then comes with its replay.
 */
export async function loadCheckpoint(options: LoadOptions): Promise<LoadedCheckpoint> {
  const { folder, history } = options;
  // Before the files, as a replica may write both meanwhile: what files have beyond it comes twice.
  const position = await readPosition(folder);
  const names = (await readdir(folder)).sort();
  const files = names.map(fileOf).filter((file) => file !== undefined);
  const of = (kind: CheckpointFile['kind']) => files.filter((file) => file.kind === kind);
  let isWhole = true;
  for (const file of of('counters')) isWhole = (await takeIn(file, options)) && isWhole;
  // Of days whose counters are missing they are counted again.
  const counted = new Set(history.table.numbers);
  for (const file of [...of('day'), ...of('hour')]) {
    isWhole = (await takeIn(file, { ...options, counted })) && isWhole;
  }
  return {
    position: isWhole ? position : undefined,
    hours: of('hour').map(({ number }) => number),
    chunks: history.takeChanges().chunks,
  };
}

interface TakeInOptions extends LoadOptions {
  /** Numbers of the chunks of counters that are in. */
  readonly counted?: ReadonlySet<number>;
}

/** False where the file is damaged, or can't be read now. */
async function takeIn(file: CheckpointFile, options: TakeInOptions): Promise<boolean> {
  const { folder, history, logger, counted = new Set() } = options;
  const path = join(folder, nameOf(file));
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return takeInMerged(file, options);
    // It may be read the next time, so it stays where it is.
    logger.error({ path, reason: messageOf(thrown) }, 'checkpoint file could not be read');
    return false;
  }
  try {
    if (file.kind === 'counters') takeCounters(history, { number: file.number, bytes });
    if (file.kind === 'day') takeDay(history, bytes, { day: file.number, counted });
    if (file.kind === 'hour') takeSamples(history, bytes);
    return true;
  } catch (thrown) {
    logger.error({ path, reason: messageOf(thrown) }, 'damaged checkpoint file left out');
    await setAside(path, options);
    return false;
  }
}

/** Where a replica on the same volume has tidied up: an hour that is gone is in its day by now. */
async function takeInMerged({ kind, number }: CheckpointFile, options: TakeInOptions) {
  if (kind !== 'hour') return true;
  return takeIn({ kind: 'day', number: dayOfHour(number) }, options);
}

/**
 * Renames a file, to a name that no other has been given. Whoever starts next finds no damaged
 * file any more, and is to ask for all of the replay, too.
 */
export async function setAside(path: string, { folder, logger }: LoadOptions): Promise<void> {
  try {
    await rm(join(folder, positionName), { force: true });
    const taken = new Set(await readdir(folder));
    let name = `${basename(path)}.damaged`;
    for (let count = 2; taken.has(name); count += 1) name = `${basename(path)}.damaged-${count}`;
    await rename(path, join(folder, name));
  } catch (err) {
    logger.error({ path, err }, 'damaged checkpoint file could not be set aside');
  }
}

/** Takes in counters that history may have already. */
export function takeCounters(
  { table, register }: History,
  { number, bytes }: { number: number; bytes: Buffer },
): void {
  const layers = decodeChunk(bytes, number, register);
  if (table.layers(number).length === 0) table.adopt(number, layers);
  else for (const run of layers.flatMap((layer) => layer.runs())) table.merge(run);
}

interface DayOptions {
  readonly day: number;
  readonly counted: ReadonlySet<number>;
}

function takeDay(history: History, bytes: Buffer, { day, counted }: DayOptions): void {
  const stored = decodeSlots(bytes, history.register);
  if (stored.firstSlot !== day * slotsPerDay) throw new Error('it is of another day');
  const isAdopted = history.store.adopt(day, stored.content);
  if (isAdopted && chunksOf(stored.firstSlot).every((number) => counted.has(number))) return;
  for (const sample of samplesOf(stored, history.register)) recordAgain(history, sample);
}

/** Takes in samples that history may have, or have had, already. */
export function takeSamples(history: History, bytes: Buffer): void {
  const stored = decodeSlots(bytes, history.register);
  for (const sample of samplesOf(stored, history.register)) recordAgain(history, sample);
}

/** The counters' file may be older than that of the samples, so what the slot holds is counted anew. */
function recordAgain(history: History, sample: Sample): void {
  if (history.record(sample) !== 'kept') return;
  const held = history.store.sampleAt(slotOf(sample.timestamp)) ?? sample;
  history.recordRun(toRun(held, history.register));
}

/** The chunks of counters that a day is in. */
const chunksOf = (firstSlot: number): number[] =>
  [firstSlot, firstSlot + slotsPerDay - 1].map((slot) => chunkOf(slot / slotsPerQuarter));

async function readPosition(folder: string): Promise<ReaderPosition | undefined> {
  try {
    const text = await readFile(join(folder, positionName), 'utf8');
    return storedPosition.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
