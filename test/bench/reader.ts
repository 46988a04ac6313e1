import { join } from 'node:path';
import { contract } from '@smer/shared/contract';
import { connect } from 'nats';
import { type Carrier, carryLine } from '../support/carry-line.ts';
import { nodeFlags } from '../support/node-flags.ts';
import { type LineServer, startLineServer } from '../support/start-line-server.ts';
import { startNatsServer } from '../support/start-nats-server.ts';
import { type StartedProcess, startProcess } from '../support/start-process.ts';
import { startService } from '../support/start-service.ts';
import { type TimedTelegram, telegramsFrom } from '../support/telegrams-from.ts';
import { waitFor } from '../support/wait-for.ts';
import { processorMs } from './processor-ms.ts';
import { aboutElsewhere, original } from './references.ts';
import { report } from './report.ts';

/**
 * Processor time of the reader for a telegram, from the line to the bus, beside a bare process that
 * only passes the bytes on: right after the start, and once it is warm.
 */
const telegrams = 200;
const warmUp = 1_000;
const spacingMs = 30;
const targetMs = 1.5;

type StartReader = (env: Readonly<Record<string, string>>) => StartedProcess;

const bareReader = join(import.meta.dirname, 'bare-reader.ts');
const startBareReader: StartReader = (env) =>
  startProcess(process.execPath, [...nodeFlags, bareReader], env);
const startOwnReader: StartReader = (env) => startService('reader', env);

interface Sending {
  readonly line: LineServer;
  readonly source: Iterator<TimedTelegram, never>;
  /** How many bytes have come to the bus. */
  readonly heard: () => number;
}

const carriers: readonly [Carrier, string][] = [
  ['PTY', 'serial port (a pseudo-terminal)'],
  ['TCP', 'TCP'],
];

console.log(aboutElsewhere);
for (const [carrier, name] of carriers) {
  const bare = await measureReader(carrier, startBareReader);
  const own = await measureReader(carrier, startOwnReader);
  for (const [when, index] of [
    [`the first ${telegrams}`, 0],
    [`${telegrams} after ${warmUp} more`, 1],
  ] as const) {
    report(`${name} to the bus, ${when}`, describe(own[index] ?? 0, bare[index] ?? 0));
  }
}

function describe(ownMs: number, bareMs: number): string {
  const ratio = `${(ownMs / bareMs).toFixed(1)} × that of passing its bytes on`;
  const limits = `target: ${targetMs} ms; the original, elsewhere: ${original.processorMs} ms`;
  return `${ownMs.toFixed(2)} ms of processor time a telegram, ${ratio} (${limits})`;
}

/** Milliseconds a telegram, of the first ones and of those that follow. */
async function measureReader(carrier: Carrier, start: StartReader): Promise<number[]> {
  await using line = await startLineServer();
  await using nats = await startNatsServer();
  await using carried = await carryLine(carrier, line);
  await using bus = await listen(nats.url);
  await using reader = start({ NATS_URL: nats.url, P1_SOURCE: carried.source });
  const sending = { line, source: telegramsFrom(Date.now()), heard: bus.heard };
  await waitFor('the first telegram', () => {
    if (bus.heard() === 0) line.send(sending.source.next().value.bytes);
    return bus.heard() > 0;
  });
  const first = await processorMsEach(reader, sending);
  await sendAll(sending, warmUp, 0);
  return [first, await processorMsEach(reader, sending)];
}

async function processorMsEach(reader: StartedProcess, sending: Sending): Promise<number> {
  const before = processorMs(reader.pid);
  await sendAll(sending, telegrams, spacingMs);
  return (processorMs(reader.pid) - before) / telegrams;
}

async function sendAll(
  { line, source, heard }: Sending,
  count: number,
  apartMs: number,
): Promise<void> {
  let expected = heard();
  for (let sent = 0; sent < count; sent += 1) {
    const next = performance.now() + apartMs;
    const { bytes } = source.next().value;
    line.send(bytes);
    expected += bytes.length;
    await waitFor('the telegram on the bus', () => heard() >= expected);
    await waitFor('the next telegram', () => performance.now() >= next);
  }
}

async function listen(servers: string) {
  const bus = await connect({ servers });
  let bytes = 0;
  bus.subscribe(contract.raw.subject.replace('<meter>', 'main'), {
    callback: (_error, message) => {
      bytes += message.data.length;
    },
  });
  await bus.flush();
  return { heard: () => bytes, [Symbol.asyncDispose]: () => bus.close() };
}
