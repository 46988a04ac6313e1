import { contract } from '@smer/shared/contract';
import { samplePage, sampleReading, summerEvening } from '../integration/api/sample-messages.ts';
import { startApi } from '../integration/api/start-api.ts';
import { putLoad } from './http-load.ts';
import { processorMs } from './processor-ms.ts';
import { writeReadings } from './write-readings.ts';

/**
 * How fast the API is by itself: no nginx, a history that has its pages at hand. Processor time a
 * request is the figure to compare, as all share the machine.
 * `node test/bench/api.ts [milliseconds for each line]`
 */
const durationMs = Number(process.argv[2] ?? 3_000);

await using api = await startApi();
const minute = samplePage(summerEvening, 6);
const longHistory = samplePage(summerEvening, 10_000);
api.bus.answer(contract.current, () => sampleReading());
api.bus.answer(contract.historyQuery, ({ to }) => (to === undefined ? minute : longHistory));
await api.settled();

/** What writing 10,000 readings costs where nothing but JSON.stringify is done. */
function stringifyMs(): number {
  const rounds = 50;
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    Buffer.from(writeReadings(summerEvening, 10_000));
  }
  return process.cpuUsage(before).user / 1000 / rounds;
}

const to = summerEvening + 100_000;
const lines: [string, number, (n: number) => string][] = [
  ['current', 16, () => '/api/current'],
  ['current', 256, () => '/api/current'],
  ['60 s of history', 16, () => '/api/history?res=60'],
  ['10,000 readings, a different range each time', 1, (n) => `/api/history?from=${n}&to=${to}`],
  ['10,000 readings, a different range each time', 16, (n) => `/api/history?from=${n}&to=${to}`],
  ['10,000 readings, the same', 16, () => `/api/history?from=0&to=${to}`],
];

const aloneMs = stringifyMs();
console.log(`for comparison, JSON.stringify of 10,000 readings: ${aloneMs.toFixed(3)} ms`);
for (const [name, connections, path] of lines) {
  const port = Number(new URL(api.url).port);
  await putLoad({ port, connections, durationMs: durationMs / 4, path });
  const before = processorMs(api.process.pid);
  const result = await putLoad({ port, connections, durationMs, path });
  const processorMsEach = (processorMs(api.process.pid) - before) / result.requests;
  console.log(
    `${name}, ${connections} connections: ${Math.round(result.requestsPerSecond)} requests/s, ` +
      `p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms, ` +
      `${processorMsEach.toFixed(3)} ms of processor each, ` +
      `${(processorMsEach / aloneMs).toFixed(3)} × JSON.stringify of 10,000 readings, ` +
      `${Math.round(result.bytesPerRequest)} bytes`,
  );
}
