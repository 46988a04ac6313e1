import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contract, type InstanceStatus } from '@smer/shared/contract';
import { slotS } from '@smer/shared/slot';
import { connect, type Msg, type NatsConnection } from 'nats';
import { malformedPayloads } from '../fuzz/malformed-payloads.ts';
import { createRandom } from '../fuzz/mutate.ts';
import { seed } from '../support/run-settings.ts';
import { type LineServer, startLineServer } from '../support/start-line-server.ts';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { telegramsFrom } from '../support/telegrams-from.ts';
import { waitFor } from '../support/wait-for.ts';
import { contractSamples } from './contract-samples.ts';

const random = createRandom(seed);
const answerLimitMs = 10_000;

type Entry = (typeof contract)[keyof typeof contract];

const toSubject = ({ subject }: Entry) => subject.replace('<meter>', 'main');

/** Whether a payload says something after all: whoever hears it must believe it. */
function isMeant(entry: Entry, payload: Buffer): boolean {
  if (!('schema' in entry)) return false;
  try {
    return entry.schema.safeParse(JSON.parse(payload.toString())).success;
  } catch {
    return false;
  }
}

/** An answer of the agreed shape, or an error that is not SMER's own fault. */
function isAnswer(entry: Entry, message: Msg): boolean {
  const code = message.headers?.get('Smer-Error');
  if (code) return code !== 'INTERNAL';
  return 'response' in entry && entry.response.safeParse(message.json()).success;
}

describe(`the services, sent malformed messages (seed ${seed})`, () => {
  let line: LineServer;
  let system: StartedSystem;
  let bus: NatsConnection;
  let instances: string[];
  const telegrams = telegramsFrom(Date.now(), slotS * 1000);
  const sent: number[] = [];

  before(async () => {
    line = await startLineServer();
    const env = { P1_CLOCK: 'meter' };
    system = await startSystem({ source: `tcp://127.0.0.1:${line.port}`, env });
    bus = await connect({ servers: system.nats.url });
    await waitFor('the reader to listen', () => line.clients.size > 0);
    await waitFor('all to be ready', async () => (await startedInstances()).length === 3);
    await checkWorks();
    instances = await startedInstances();
  });
  after(async () => {
    await bus?.close();
    await system?.[Symbol.asyncDispose]();
    await line?.[Symbol.asyncDispose]();
  });

  async function startedInstances(): Promise<string[]> {
    const response = await fetch(`${system.apiUrl}/api/health`);
    const { parts } = (await response.json()) as { parts: { instances: InstanceStatus[] }[] };
    const all = parts.flatMap((part) => part.instances).filter(({ ready }) => ready);
    return all.map(({ service, startedAt }) => `${service} since ${startedAt}`);
  }

  /** A telegram gets through to the API and into history, and history holds those that were sent, no other. */
  async function checkWorks(): Promise<void> {
    // Where asking took long the reader has heard nothing for a while: it connects anew, deaf in between.
    await waitFor('the reader to listen', () => line.clients.size > 0);
    const { timestamp, bytes } = telegrams.next().value;
    sent.push(timestamp);
    line.send(bytes);
    const is = (json: string) => JSON.parse(json).timestamp === timestamp;
    await waitFor('the telegram', async () => is(await system.get('/api/current')));
    await waitFor('its sample', async () => (await samples()).at(-1) === timestamp);
    assert.deepEqual(await samples(), sent);
  }

  async function samples(): Promise<number[]> {
    const { readings } = JSON.parse(await system.get('/api/history'));
    return readings.map(({ timestamp }: { timestamp: number }) => timestamp);
  }

  async function send(subject: string, payloads: readonly Buffer[]): Promise<void> {
    for (const payload of payloads) {
      bus.publish(subject, payload);
      bus.publish(subject, payload, { reply: 'nobody.listens' });
    }
    await bus.flush();
  }

  async function ask(entry: Entry, payload: Buffer): Promise<void> {
    const answer = await bus.request(toSubject(entry), payload, { timeout: answerLimitMs });
    const shown = payload.toString('latin1', 0, 80);
    assert.ok(isAnswer(entry, answer), `${shown}: ${answer.string().slice(0, 200)}`);
  }

  for (const [name, entry] of Object.entries(contract) as [keyof typeof contract, Entry][]) {
    it(`work on after what came on ${entry.subject}`, async () => {
      const payloads = malformedPayloads(contractSamples[name], random).filter(
        (payload) => !isMeant(entry, payload),
      );
      await send(toSubject(entry), payloads);
      if ('request' in entry) for (const payload of payloads) await ask(entry, payload);
      await checkWorks();
      assert.deepEqual(await startedInstances(), instances, 'no service was started anew');
    });
  }
});
