import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSystem } from '../support/start-system.ts';

/** A year of samples through the API: what it takes in time, and in memory of the API and history while it goes. */
const samples = 3_153_600;
const firstS = Math.floor(Date.now() / 10_000) * 10 - samples * 10;

await using system = await startSystem({
  source: 'file:/dev/null',
  env: { HISTORY_RETENTION_DAYS: '400' },
});
await writeYear(join(system.dataFolder, 'history-data.json'));
report('load', await timed(() => system.get('/api/load-history')));

const path = '/api/history?fields=usageWatts';
for (const round of ['first', 'second']) {
  const before = memory();
  const peak = { api: before.api, history: before.history };
  const watch = setInterval(() => {
    const now = memory();
    peak.api = Math.max(peak.api, now.api);
    peak.history = Math.max(peak.history, now.history);
  }, 100);
  report(`${round} export`, await timed(exportAll));
  clearInterval(watch);
  const growth = (name: 'api' | 'history') =>
    `${name} ${(peak[name] - before[name]).toFixed(1)} MB`;
  report(`${round} export, growth of resident memory`, `${growth('api')}, ${growth('history')}`);
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

async function timed(act: () => Promise<string>): Promise<string> {
  const startedAt = performance.now();
  const result = await act();
  return `${result} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

function memory() {
  return { api: residentMb('api'), history: residentMb('history') };
}

function residentMb(name: 'api' | 'history'): number {
  const status = readFileSync(`/proc/${system.service(name).pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

function report(name: string, figures: string): void {
  console.log(`${name}: ${figures}`);
}
