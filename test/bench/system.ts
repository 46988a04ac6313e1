import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { followEvents } from '../support/follow-events.ts';
import { measureLatency, percentile } from '../support/measure-latency.ts';
import { startLineServer } from '../support/start-line-server.ts';
import { startNginx } from '../support/start-nginx.ts';
import { startProcess } from '../support/start-process.ts';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Load, putLoad } from './http-load.ts';

/**
 * The whole system under load, as processes, through nginx: how soon a telegram is seen, requests a
 * second beside a bare nginx → express → NATS request-reply, memory.
 * `node test/bench/system.ts [milliseconds for each line]`
 */
const durationMs = Number(process.argv[2] ?? 3_000);
const monthS = 31 * 86_400;
const nowS = Math.floor(Date.now() / 1000);

await using line = await startLineServer();
await using system = await startSystem({ source: `tcp://127.0.0.1:${line.port}` });
const apiPort = Number(new URL(system.apiUrl).port);
await using web = await startNginx({ files: {}, apiPorts: [apiPort] });
await waitFor('the reader to connect', () => line.clients.size === 1);

report('memory with nothing kept', memory(system));
await fillHistory(system);
report('memory with a month kept', memory(system));

// What follows is how a system does that has been running for a while.
await measureLatency({ line, url: web.url, telegrams: 200, spacingMs: 30 });
const idle = await measureLatency({ line, url: web.url, telegrams: 200, spacingMs: 30 });
report('line to /api/current', describe(idle.currentMs));
report('line to event', describe(idle.eventMs));

const busy = await besideExports(4, () =>
  measureLatency({ line, url: web.url, telegrams: 100, spacingMs: 100 }),
);
report('line to /api/current beside four exports of all', describe(busy.currentMs));
report('line to event beside four exports of all', describe(busy.eventMs));

await using bare = startProcess(process.execPath, [join(import.meta.dirname, 'bare-api.ts')], {
  NATS_URL: system.nats.url,
});
const barePort = Number(await waitFor('the bare API', () => bare.output().trim() || undefined));
await using bareWeb = await startNginx({ files: {}, apiPorts: [barePort] });

const tenThousandS = 100_000;
const range = (from: number, lengthS: number) => `/api/history?from=${from}&to=${from + lengthS}`;
const middleS = nowS - 20 * 86_400;
/** One reading further back each time, as pages do that are opened one after the other. */
const sliding = (n: number) => range(middleS - (n % 80_000) * 10, tenThousandS);
/** A prime step, so that the ranges lie all over the month. */
const anywhere = (n: number) =>
  range(nowS - tenThousandS - ((n * 7919) % 250_000) * 10, tenThousandS);
const points = (lengthS: number) => (n: number) =>
  `/api/history?from=${nowS - lengthS + (n % 1000)}&to=${nowS}&points=600`;

for (const connections of [16, 256]) {
  await putLine('bare request-reply', bareWeb.port, connections, () => '/api/current');
  await putLine('/api/current', web.port, connections, () => '/api/current');
  await putLine('60 s of history', web.port, connections, () => '/api/history?res=60');
  await putLine('10,000 readings, different ranges', web.port, connections, sliding);
  await putLine('10,000 readings, anywhere in a month', web.port, connections, anywhere);
  await putLine('10,000 readings, the same', web.port, connections, () => sliding(0));
  await putLine('600 points of a day', web.port, connections, points(86_400));
  await putLine('600 points of a month', web.port, connections, points(monthS));
}

report('200 event clients', await toManyClients(200));
report('memory after the load', memory(system));

function report(name: string, figures: string): void {
  console.log(`${name}: ${figures}`);
}

function describe(times: readonly number[]): string {
  return `median ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, ${times.length} seen`;
}

async function putLine(name: string, port: number, connections: number, path: Load['path']) {
  await putLoad({ port, connections, durationMs: durationMs / 4, path });
  const { requestsPerSecond, p50Ms, p99Ms } = await putLoad({
    port,
    connections,
    durationMs,
    path,
  });
  report(
    `${name}, ${connections} connections`,
    `${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
  );
}

/** Loads a month of samples from a file as the original program wrote them. */
async function fillHistory({ dataFolder, get: ask }: StartedSystem): Promise<void> {
  const readings = Array.from({ length: monthS / 10 }, (_, index) => {
    const timestamp = nowS - monthS + index * 10;
    const date = new Date(timestamp * 1000).toISOString().slice(0, 19);
    return { date, timestamp, usageWatts: Math.round(1_000 * Math.sin(index / 500)) };
  });
  await writeFile(join(dataFolder, 'history-data.json'), JSON.stringify({ readings }));
  await ask('/api/load-history');
}

/** In a process of its own, so that reading does not slow the measuring. */
async function besideExports<T>(clients: number, measure: () => Promise<T>): Promise<T> {
  const script = join(import.meta.dirname, 'export-forever.ts');
  const url = `${web.url}/api/history`;
  await using _exports = startProcess(process.execPath, [script, url, `${clients}`]);
  return await measure();
}

async function toManyClients(clients: number): Promise<string> {
  const following = await Promise.all(Array.from({ length: clients }, () => followEvents(web.url)));
  const countReceived = () => following.reduce((sum, client) => sum + client.events().length, 0);
  await waitFor('the clients', async () => {
    const health = await fetch(`${system.apiUrl}/api/health`).then((answer) => answer.text());
    return health.includes(`"eventClients":${clients}`);
  });
  const before = countReceived();
  const { currentMs } = await measureLatency({ line, url: web.url, telegrams: 50, spacingMs: 100 });
  await waitFor('all events', () => countReceived() - before >= clients * 50).catch(
    () => undefined,
  );
  const missed = Math.max(0, clients * 50 - (countReceived() - before));
  for (const client of following) client[Symbol.dispose]();
  return `${missed} of ${clients * 50} events missed, /api/current ${describe(currentMs)}`;
}

function memory({ service }: StartedSystem): string {
  return (['reader', 'history', 'api'] as const)
    .map((name) => `${name} ${proportionalMb(service(name).pid)} MB`)
    .join(', ');
}

function proportionalMb(pid: number): string {
  const kb = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return (Number(kb) / 1024).toFixed(0);
}
