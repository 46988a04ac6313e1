import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@smer/shared/clock';
import { type HistoryRequest, sampleField } from '@smer/shared/history-page';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { FileKeeper } from '../../services/history/src/keep-files.ts';
import { Checkpoint } from '../../services/history/src/persist/checkpoint.ts';
import { readEnergy } from '../../services/history/src/series/energy.ts';
import { History } from '../../services/history/src/series/history.ts';
import { readPage } from '../../services/history/src/series/read-page.ts';
import { typicalSample } from '../../services/history/test-support/make-history.ts';
import { percentile } from '../support/measure-latency.ts';

/*
 * What history costs with a year of samples. `node --expose-gc test/bench/history.ts [--days 365]`
 */
const { values: options } = parseArgs({ options: { days: { type: 'string', default: '365' } } });
const slotsPerDay = 8640;
const days = Number(options.days);
const samples = days * slotsPerDay;
const start = typicalSample(0).timestamp;
const end = start + days * 86_400;
const zone = createTimeZone('Europe/Amsterdam');
const logger = createLogger('bench', 'warn');

function memory(): { held: number; resident: number } {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

const report = (what: string, figure: number, unit: string): void =>
  console.log(`${what.padEnd(52)} ${figure.toFixed(figure < 100 ? 2 : 0).padStart(12)} ${unit}`);

const medianMs = (act: () => unknown, runs = 31): number => mediansInTurn([act], runs)[0] ?? 0;

/** The median of each act in milliseconds; they take turns, so that all meet the same machine. */
function mediansInTurn(acts: readonly (() => unknown)[], rounds: number): number[] {
  const times = acts.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, act] of acts.entries()) {
      const before = performance.now();
      act();
      times[index]?.push(performance.now() - before);
    }
  }
  return times.map((each) => percentile(each, 0.5));
}

async function durationS(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await act();
  return (performance.now() - before) / 1000;
}

async function drain(steps: AsyncIterable<unknown>): Promise<void> {
  for await (const step of steps) void step;
}

function fill(history: History): void {
  for (let index = 0; index < samples; index += 1) history.record(typicalSample(index));
}

function measureMemory(): History {
  const before = memory();
  const history = new History(3653);
  fill(history);
  for (const field of sampleField.options)
    ask(history, { from: start, points: 600, fields: [field] });
  const after = memory();
  const each = (what: 'held' | 'resident') => (after[what] - before[what]) / samples;
  report('samples, with every column and summary', history.store.size, '');
  report('held a sample: heap and arrays, of 64', each('held'), 'bytes');
  report('resident a sample: with the room of the heap', each('resident'), 'bytes');
  report('arrays a sample: samples', history.store.bytes / samples, 'bytes');
  report('arrays a sample: counters by quarter hours', history.table.bytes / samples, 'bytes');
  return history;
}

const ask = ({ store }: History, request: HistoryRequest) =>
  JSON.stringify(readPage(store, request));

function measureQueries(history: History): void {
  const spans = { minute: 60, hour: 3600, day: 86_400, month: 31 * 86_400, year: 365 * 86_400 };
  const acts = Object.values(spans).map(
    (seconds) => () => ask(history, { from: end - seconds, to: end, points: 600 }),
  );
  const times = mediansInTurn(acts, 201);
  const day = times[Object.keys(spans).indexOf('day')] ?? 0;
  for (const [index, name] of Object.keys(spans).entries()) {
    const time = times[index] ?? 0;
    report(`600 points over a ${name}`, time, `ms, ${(time / day).toFixed(2)} × the day's`);
  }
  const rows = { from: end - 100_000, to: end };
  report(
    '10,000 samples as a page',
    medianMs(() => readPage(history.store, rows)),
    'ms',
  );
  report(
    '10,000 samples as JSON',
    medianMs(() => ask(history, rows)),
    'ms',
  );
}

function measureEnergy(history: History): void {
  for (const period of ['quarter', 'hour', 'day', 'month', 'year'] as const) {
    const request = { period, from: start, to: end };
    const time = medianMs(() => readEnergy(history, request, { zone, nowS: end }), 5);
    report(`first page of energy by ${period}`, time, 'ms');
  }
}

async function measureFiles(history: History, folder: string): Promise<void> {
  const keeper = new FileKeeper({ history, folder, zone, clock: systemClock, logger });
  const before = memory().resident;
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 50);
  report('store', await durationS(() => drain(keeper.store())), 's');
  report('load into a history that has it all', await durationS(() => drain(keeper.load())), 's');
  clearInterval(watch);
  report('dump file', (await stat(keeper.path)).size / 1e6, 'MB');
  report('highest process memory beyond what it was', (highest - before) / 1e6, 'MB');
}

async function measureCheckpoint(history: History, folder: string): Promise<void> {
  const path = await mkdtemp(join(folder, 'all-'));
  const save = () =>
    new Checkpoint({ folder: path, history, logger }).save(undefined, { merge: true });
  report('checkpoint of all', await durationS(save), 's');
  const loaded = new History(3653);
  const load = () => new Checkpoint({ folder: path, history: loaded, logger }).load(systemClock());
  report('checkpoint loaded', await durationS(load), 's');
  report('of it samples', loaded.store.size, '');
}

async function measureDayOfWriting(folder: string): Promise<void> {
  const history = new History(31);
  const checkpoint = new Checkpoint({
    folder: await mkdtemp(join(folder, 'day-')),
    history,
    logger,
  });
  for (let index = 0; index < slotsPerDay; index += 1) {
    history.record(typicalSample(index));
    if (index % 30 === 29) await checkpoint.save({ bootId: 'bench', sequence: index });
  }
  report('written to checkpoints in a day', checkpoint.bytesWritten / 1e6, 'MB, of 32');
}

const folder = await mkdtemp(join(tmpdir(), 'smer-bench-'));
try {
  const history = measureMemory();
  measureQueries(history);
  measureEnergy(history);
  await measureCheckpoint(history, folder);
  await measureFiles(history, folder);
  await measureDayOfWriting(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
