import { getCounter } from '../containers/read-api.ts';
import { startLineServer } from '../support/start-line-server.ts';
import { startNginx } from '../support/start-nginx.ts';
import { startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';
import { besideExports } from './beside-exports.ts';
import { fillHistory } from './fill-history.ts';
import { putLoad } from './http-load.ts';
import { anywhere } from './load-lines.ts';
import { passDay } from './pass-day.ts';
import { aboutElsewhere, original } from './references.ts';
import { report } from './report.ts';
import { proportionalMb, type StackMemory, stackMemory, sumOf } from './stack-memory.ts';
import { startBare } from './start-bare.ts';

/**
 * Memory of the whole stack as processes: at rest, after a day of telegrams has passed through it,
 * with a month, under load. Run from source, each service holds Node's compiler of TypeScript, as
 * the bare API does that they are compared with; images hold none.
 * `node test/bench/memory.ts [milliseconds of load]`
 */
const durationMs = Number(process.argv[2] ?? 3_000);
const targetMb = 130;
const nowS = Math.floor(Date.now() / 1000);

await using line = await startLineServer();
await using system = await startSystem({
  source: `tcp://127.0.0.1:${line.port}`,
  env: { P1_CLOCK: 'meter' },
});
const apiPort = Number(new URL(system.apiUrl).port);
await using web = await startNginx({ files: {}, apiPorts: [apiPort] });
await using bare = await startBare(system.nats.url);
await waitFor('the reader to connect', () => line.clients.size === 1);

console.log(aboutElsewhere);
reportMemory('with nothing kept', stackMemory(system, web));
const telegrams = await passDay({ line, url: system.apiUrl });
const kept = await getCounter({ url: system.apiUrl }, 'reader', 'kept');
const name = `after a day of ${telegrams} telegrams, ${kept} kept for replay`;
reportMemory(name, stackMemory(system, web));
await fillHistory(system, nowS);
reportMemory('with a month kept', stackMemory(system, web));
reportMemory('at its most under load', await mostUnderLoad());
reportMemory('after the load', stackMemory(system, web));

function reportMemory(when: string, memory: StackMemory): void {
  const parts = Object.entries(memory).map(
    ([part, megabytes]) => `${part} ${megabytes.toFixed(0)}`,
  );
  const sum = sumOf(memory);
  const ratio = (sum / proportionalMb(bare.pid)).toFixed(1);
  report(
    `memory ${when}`,
    `${parts.join(', ')}: ${sum.toFixed(0)} MB, ${ratio} × the bare API (target for containers at rest: ${targetMb} MB; the original, elsewhere: ${original.memoryMb} MB)`,
  );
}

/** While 10,000 readings are asked for on 16 connections, beside four clients that export everything. */
async function mostUnderLoad(): Promise<StackMemory> {
  let most = stackMemory(system, web);
  const watch = setInterval(() => {
    const now = stackMemory(system, web);
    if (sumOf(now) > sumOf(most)) most = now;
  }, 100);
  const load = { port: web.port, connections: 16, durationMs, path: anywhere(nowS) };
  await besideExports({ url: web.url, clients: 4 }, () => putLoad(load));
  clearInterval(watch);
  return most;
}
