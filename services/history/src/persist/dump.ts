import { createHash } from 'node:crypto';
import type { TimeZone } from '@smer/shared/time-zone';
import { quartersPerChunk } from '../series/counter-chunk.ts';
import { type CounterRun, counters } from '../series/counter-run.ts';
import type { History } from '../series/history.ts';
import { type Sample, sampleFields } from '../series/sample.ts';

/** What the first line of a dump says of itself. */
export const dumpFormat = 'smer-history';
export const dumpVersion = 1;

const chunkCharacters = 128 * 1024;
const slotsAtATime = 1024;

export interface DumpProgress {
  /** Readings written so far. */
  done: number;
  readonly total: number;
}

/**
 * All of history as JSON, an item a line, in chunks of about 128 KiB:
 *
 *     {"format":"smer-history","version":1,"zone":"Europe/Amsterdam",
 *     "meters":[{…},…],
 *     "readings":[{"date":…,"timestamp":…,"usageWatts":…,…,"meterSet":1},…],
 *     "quarterHours":[{"firstAt":…,"lastAt":…,"slots":…,…},…],
 *     "count":8640,
 *     "checksum":"<SHA-256 of the bytes before this key>"}
 *
 * `readings` has the keys of the original program, so that it, too, can load them. `meterSet`
 * points into `meters`, `timestampSource` (of quarter hours `firstSource`, `lastSource`) tells where
 * the time is not the meter's. `quarterHours` keeps the counters from before the oldest reading.
 */
export async function* dumpHistory(
  history: History,
  zone: TimeZone,
  progress: DumpProgress,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let text = '';
  for (const piece of pieces(history, zone, progress)) {
    text += piece;
    if (text.length < chunkCharacters) continue;
    const bytes = Buffer.from(text);
    hash.update(bytes);
    yield bytes;
    text = '';
  }
  hash.update(text);
  yield Buffer.from(`${text}"checksum":"${hash.digest('hex')}"\n}\n`);
}

interface RowOptions {
  readonly zone: TimeZone;
  readonly progress: DumpProgress;
}

function* pieces(history: History, zone: TimeZone, progress: DumpProgress): Iterable<string> {
  const meters = [...history.register.all];
  const head = { format: dumpFormat, version: dumpVersion, zone: zone.name };
  yield `${JSON.stringify(head).slice(0, -1)},\n"meters":`;
  yield* list(meters);
  yield ',\n"readings":';
  yield* list(rows(history, meters.length, { zone, progress }));
  yield ',\n"quarterHours":';
  yield* list(quarterHours(history, meters.length));
  yield `,\n"count":${progress.done},\n`;
}

function* list(items: Iterable<unknown>): Iterable<string> {
  let separator = '[\n';
  for (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]' : '\n]';
}

/** In steps, as samples that are due to be forgotten may go while the file is written. */
function* samples({ store }: History): Iterable<Sample> {
  const end = (store.newestSlot ?? -1) + 1;
  let next = store.oldestSlot ?? end;
  while (next < end) {
    const slots = store.slots(next, end, slotsAtATime);
    yield* slots.map((slot) => store.sampleAt(slot)).filter((sample) => sample !== undefined);
    next = (slots.at(-1) ?? end) + 1;
  }
}

/** What comes in meanwhile may be of meters that the head lacks: it waits for the next dump. */
function* rows(history: History, meters: number, { zone, progress }: RowOptions) {
  for (const sample of samples(history)) {
    const meterSet = history.register.numberOf(sample.meters);
    if (meterSet >= meters) continue;
    progress.done += 1;
    yield toRow(sample, zone, meterSet);
  }
}

function toRow(sample: Sample, zone: TimeZone, meterSet: number) {
  const row: Record<string, unknown> = {
    date: zone.toIso(sample.timestamp * 1000),
    timestamp: sample.timestamp,
  };
  for (const [index, field] of sampleFields.entries()) row[field] = sample.values[index];
  if (sample.timestampSource !== 'meter') row['timestampSource'] = sample.timestampSource;
  row['receivedAt'] = sample.receivedAt;
  if (meterSet !== 0) row['meterSet'] = meterSet;
  return row;
}

function* quarterHours({ table }: History, meters: number) {
  for (const number of table.numbers) {
    for (let row = 0; row < quartersPerChunk; row += 1) {
      const runs = table.runsOf(number * quartersPerChunk + row);
      yield* runs.filter((run) => run.meters < meters).map(toQuarterHour);
    }
  }
}

function toQuarterHour(run: CounterRun) {
  const values = (shown: CounterRun['first'], prefix: string) =>
    counters.map(({ field }, counter) => [`${prefix}.${field}`, shown[counter]]);
  return {
    meterSet: run.meters,
    firstAt: run.firstAt,
    lastAt: run.lastAt,
    ...(run.firstSource === 'meter' ? {} : { firstSource: run.firstSource }),
    ...(run.lastSource === 'meter' ? {} : { lastSource: run.lastSource }),
    slots: run.slots.map((bits) => bits.toString(16).padStart(8, '0')).join(''),
    ...Object.fromEntries([...values(run.first, 'first'), ...values(run.last, 'last')]),
  };
}
