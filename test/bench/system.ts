import { messageOf } from '@smer/shared/errors';
import { buildPageOnce } from '../browser/built-page.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { textFiles } from '../browser/text-files.ts';
import { followEvents } from '../support/follow-events.ts';
import { measureLatency } from '../support/measure-latency.ts';
import { startLineServer } from '../support/start-line-server.ts';
import { startNginx } from '../support/start-nginx.ts';
import { startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';
import { besideExports } from './beside-exports.ts';
import { compareLoads } from './compare-load.ts';
import { fillHistory } from './fill-history.ts';
import { putLoad } from './http-load.ts';
import { loadLines } from './load-lines.ts';
import { aboutElsewhere, original } from './references.ts';
import { describeTimes, medianRatio, report } from './report.ts';
import { measureScreen } from './screen-latency.ts';
import { startBare } from './start-bare.ts';

/**
 * The whole system under load, as processes, through nginx: how soon a telegram is seen, and
 * requests a second beside a bare nginx → express → NATS request-reply.
 * `node test/bench/system.ts [milliseconds for each line]`
 */
const durationMs = Number(process.argv[2] ?? 3_000);
const target = 'target: median 10 ms, p99 50 ms';
const nowS = Math.floor(Date.now() / 1000);

await using line = await startLineServer();
await using system = await startSystem({ source: `tcp://127.0.0.1:${line.port}` });
await using built = await buildPageOnce();
const apiPorts = [Number(new URL(system.apiUrl).port)];
await using web = await startNginx({ files: await textFiles(built.folder), apiPorts });
await using bare = await startBare(system.nats.url);
await waitFor('the reader to connect', () => line.clients.size === 1);
await fillHistory(system, nowS);

console.log(aboutElsewhere);
// What follows is how a system does that has been running for a while.
await measureLatency({ line, url: web.url, telegrams: 200, spacingMs: 30 });
const { p50Ms: bareMs } = await roundTrips();
const idle = await measureLatency({ line, url: web.url, telegrams: 200, spacingMs: 30 });
reportIdle('/api/current', idle.currentMs, `; the original, elsewhere: ${original.latencyMs} ms`);
reportIdle('event', idle.eventMs);
report('line to screen', await describeScreen(idle.eventMs));

const exporting = { url: web.url, clients: 4 };
const busy = await besideExports(exporting, () =>
  measureLatency({ line, url: web.url, telegrams: 100, spacingMs: 100 }),
);
reportBusy('/api/current', busy.currentMs, idle.currentMs);
reportBusy('event', busy.eventMs, idle.eventMs);
const busyScreen = await besideExports(exporting, () => describeScreen(busy.eventMs));
report('line to screen beside four exports of all', busyScreen);

for (const connections of [16, 256]) {
  await compareLoads(loadLines({ bare: bare.port, own: web.port }, nowS), {
    connections,
    durationMs,
  });
}
report('200 event clients', await toManyClients(200));

/** One after the other, as those that measure latency are. */
async function roundTrips() {
  const load = { port: bare.port, connections: 1, path: () => '/api/current' };
  await putLoad({ ...load, durationMs: durationMs / 2 });
  return putLoad({ ...load, durationMs });
}

function reportIdle(name: string, times: readonly number[], reference = ''): void {
  const ratio = `${medianRatio(times, [bareMs])} × a bare round trip`;
  const figures = `${describeTimes(times)}; ${ratio} of ${bareMs.toFixed(1)} ms`;
  report(`line to ${name}`, `${figures} (${target}${reference})`);
}

function reportBusy(name: string, times: readonly number[], idleTimes: readonly number[]): void {
  const { latencyMs, missed } = original.busy;
  const timesIdle = Math.round(latencyMs / original.latencyMs);
  report(
    `line to ${name} beside four exports of all`,
    `${describeTimes(times)}; ${medianRatio(times, idleTimes)} × idle (${target}; the original, elsewhere: ${latencyMs} ms, ${timesIdle} × idle, ${missed} missed)`,
  );
}

async function describeScreen(eventMs: readonly number[]): Promise<string> {
  const opened = await openBrowser().catch(messageOf);
  if (typeof opened === 'string') return `not measured, as ${opened}`;
  await using browser = opened;
  const sending = { telegrams: 100, spacingMs: 100 };
  const times = await measureScreen({ browser, line, url: web.url, ...sending });
  return `${describeTimes(times)}; ${medianRatio(times, eventMs)} × to the event`;
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
  const ratio = `${medianRatio(currentMs, idle.currentMs)} × idle`;
  return `${missed} of ${clients * 50} events missed, /api/current ${describeTimes(currentMs)}; ${ratio}`;
}
