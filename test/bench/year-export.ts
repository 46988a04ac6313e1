import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSystem } from '../support/start-system.ts';
import { aboutElsewhere, original } from './references.ts';
import { report } from './report.ts';
import { writeReadings } from './write-readings.ts';

/**
 * A year of samples through the API: what it takes in time, beside that of writing the same rows in
 * one process with nothing around it, and in memory of the API and history while it goes.
 */
const samples = 3_153_600;
const chunk = 10_000;
const firstS = Math.floor(Date.now() / 10_000) * 10 - samples * 10;

await using system = await startSystem({
  source: 'file:/dev/null',
  env: { HISTORY_RETENTION_DAYS: '400' },
});
await writeYear(join(system.dataFolder, 'history-data.json'));
console.log(aboutElsewhere);
const load = await timed(() => system.get('/api/load-history'));
report('load', `${load.result} in ${load.seconds.toFixed(1)} s`);
const alone = await timed(async () => writeAll());
report('the same rows by JSON.stringify alone', `${alone.seconds.toFixed(1)} s`);

const path = '/api/history?fields=usageWatts';
for (const round of ['first', 'second']) {
  const before = memory();
  const peak = { api: before.api, history: before.history };
  const watch = setInterval(() => {
    const now = memory();
    peak.api = Math.max(peak.api, now.api);
    peak.history = Math.max(peak.history, now.history);
  }, 100);
  const { result, seconds } = await timed(exportAll);
  clearInterval(watch);
  report(`${round} export`, `${result} in ${seconds.toFixed(1)} s; ${compare(seconds)}`);
  const growth = (name: 'api' | 'history') =>
    `${name} ${(peak[name] - before[name]).toFixed(1)} MB`;
  const growths = `${growth('api')} (target: 10), ${growth('history')}`;
  report(`${round} export, growth of resident memory`, growths);
}

function compare(seconds: number): string {
  const ratio = (seconds / alone.seconds).toFixed(2);
  const perSecond = Math.round(samples / seconds).toLocaleString('en-GB');
  const elsewhere = (original.tenThousand.perSecond * chunk).toLocaleString('en-GB');
  const rates = `${perSecond} readings/s (the original, elsewhere, in answers of 10,000: ${elsewhere})`;
  return `${ratio} × JSON.stringify alone; ${rates}`;
}

/** A file as the original program wrote it. */
async function writeYear(file: string): Promise<void> {
  const output = createWriteStream(file);
  output.write('{"readings":[');
  for (let index = 0; index < samples; index += 1) {
    const timestamp = firstS + index * 10;
    const date = new Date(timestamp * 1000).toISOString().slice(0, 19);
    const usageWatts = Math.round(1_000 * Math.sin(index / 500));
    const row = `{"date":"${date}","timestamp":${timestamp},"usageWatts":${usageWatts}}`;
    if (!output.write(index === 0 ? row : `,${row}`)) await once(output, 'drain');
  }
  output.end(']}');
  await once(output, 'close');
}

async function exportAll(): Promise<string> {
  const response = await fetch(`${system.apiUrl}${path}`);
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.length;
  return `${response.status}, ${(bytes / 1e6).toFixed(0)} MB`;
}

/** The work that no way of answering can do without, in pieces as a stream would have them. */
function writeAll(): void {
  for (let index = 0; index < samples; index += chunk) {
    Buffer.from(writeReadings(firstS + index * 10, Math.min(chunk, samples - index)));
  }
}

async function timed<T>(act: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const startedAt = performance.now();
  const result = await act();
  return { result, seconds: (performance.now() - startedAt) / 1000 };
}

function memory() {
  return { api: residentMb('api'), history: residentMb('history') };
}

function residentMb(name: 'api' | 'history'): number {
  const status = readFileSync(`/proc/${system.service(name).pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
