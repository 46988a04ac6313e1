import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { connect, headers } from 'nats';
import { connectTestBus } from '../../test/support/connect-test-bus.ts';
import { startNatsServer } from '../../test/support/start-nats-server.ts';
import { startProxy } from '../../test/support/start-proxy.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { Bus } from './bus.ts';
import { connectBus } from './connect-bus.ts';
import { contract } from './contract.ts';
import { SmerError } from './errors.ts';
import type { LinkStatus } from './link.ts';
import { createLogger } from './logger.ts';

const logger = createLogger('test', 'silent');

const link: LinkStatus = {
  meter: 'main',
  source: 'auto',
  state: 'searching',
  bytes: 0,
  telegrams: 0,
  rejected: {},
  lineWarnings: 0,
  reconnects: 0,
  since: 0,
};

/** Passes once the server has handled what this client subscribed to. */
const settled = (bus: Bus) =>
  bus.request(contract.linkNow, {}, 200).catch(() => undefined) as Promise<unknown>;

test('brings a published message to who subscribed', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  const received: LinkStatus[] = [];
  bus.subscribe(contract.link, (status) => received.push(status));
  await settled(bus);
  bus.publish(contract.link, link);
  await waitFor('the message', () => received.length === 1);
  assert.deepEqual(received, [link]);
});

test('keeps the meters apart', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url, 'main');
  await using other = await connectTestBus(server.url, 'garage');
  const received: string[] = [];
  bus.subscribe(contract.link, (status) => received.push(status.meter));
  await settled(bus);
  other.publish(contract.link, { ...link, meter: 'garage' });
  await settled(other);
  bus.publish(contract.link, link);
  await waitFor('the message', () => received.length > 0);
  assert.deepEqual(received, ['main']);
});

test('goes on after a malformed message and a handler that throws', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  const received: number[] = [];
  bus.subscribe(contract.link, (status) => {
    received.push(status.bytes);
    if (status.bytes === 1) throw new Error('handler fails');
  });
  await settled(bus);
  bus.publishBytes(contract.link, Buffer.from('{not json'));
  bus.publish(contract.link, { ...link, bytes: 1 });
  bus.publish(contract.link, { ...link, bytes: 2 });
  await waitFor('the last message', () => received.includes(2));
  assert.deepEqual(received, [1, 2]);
});

test('answers a request', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answer(contract.linkNow, () => link);
  assert.deepEqual(await bus.request(contract.linkNow, {}), link);
});

for (const [payload, message] of [
  ['{"message":"the moon is full"}', 'the moon is full'],
  ['{"message":{}}', 'MOONSTRUCK'],
  ['null', 'MOONSTRUCK'],
] as const) {
  test(`takes an error nobody knows for no answer (${payload})`, async () => {
    await using server = await startNatsServer();
    await using bus = await connectTestBus(server.url);
    const stranger = await connect({ servers: server.url });
    const unknown = headers();
    unknown.set('Smer-Error', 'MOONSTRUCK');
    stranger.subscribe('smer.main.link-now', {
      callback: (_, asked) => void asked.respond(payload, { headers: unknown }),
    });
    await stranger.flush();
    const expected = { code: 'UNEXPECTED_ANSWER', message };
    await assert.rejects(bus.request(contract.linkNow, {}), expected);
    await stranger.close();
  });
}

test('says at once that nobody answers', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  await assert.rejects(bus.request(contract.linkNow, {}), { code: 'NO_ANSWER' });
});

test('says that nobody answers while the server is away', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  await server.stop();
  await waitFor('the loss to be noticed', () => !bus.connected);
  await assert.rejects(bus.request(contract.linkNow, {}), { code: 'NO_ANSWER' });
});

test('says that an answer came too late', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answer(contract.linkNow, () => new Promise(() => undefined));
  await assert.rejects(bus.request(contract.linkNow, {}, 50), { code: 'ANSWER_TOO_LATE' });
});

test('carries the code and sentence of an error to who asked', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answer(contract.linkNow, () => {
    throw new SmerError('NO_TELEGRAM_YET', 'no telegram has been read yet');
  });
  await assert.rejects(bus.request(contract.linkNow, {}), {
    code: 'NO_TELEGRAM_YET',
    message: 'no telegram has been read yet',
  });
});

test('answers a request of the wrong shape with what is wrong', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answer(contract.historyQuery, () => ({ timestamp: [], columns: {} }));
  await assert.rejects(bus.request(contract.historyQuery, { points: 0 }), {
    code: 'INVALID_REQUEST',
    message: /points/,
  });
});

test('tells an answer over the payload limit as an error, not as silence', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answer(contract.lastRaw, () => 'x'.repeat(2 * 1024 * 1024));
  await assert.rejects(bus.request(contract.lastRaw, {}), { code: 'INTERNAL' });
});

test('collects the answers of all who answer', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  await using other = await connectTestBus(server.url);
  for (const [index, each] of [bus, other].entries()) {
    each.answer(contract.linkNow, () => ({ ...link, bytes: index }), { group: false });
    await settled(each);
  }
  const answers = await bus.requestAll(contract.linkNow, {}, 200);
  assert.deepEqual(answers.map((answer) => answer.bytes).sort(), [0, 1]);
});

test('collects nothing where nobody answers', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  assert.deepEqual(await bus.requestAll(contract.status, {}, 200), []);
});

test('brings the progress of a task and then its result', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  const result = { kind: 'result', count: 2, bytes: 9, file: 'f', storedAt: 1 } as const;
  bus.answerTask(contract.historyStore, async function* () {
    yield { kind: 'progress', done: 1, total: 2 } as const;
    await nextTurn();
    yield result;
  });
  const messages = await Array.fromAsync(bus.run(contract.historyStore, {}, 1_000));
  assert.deepEqual(messages, [{ kind: 'progress', done: 1, total: 2 }, result]);
});

test('ends a task with the error it met', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answerTask(contract.historyLoad, async function* () {
    yield { kind: 'progress', done: 1, total: 2 } as const;
    throw new SmerError('INVALID_DUMP_FILE', 'line 3: timestamp "x": expected a whole number');
  });
  await assert.rejects(Array.fromAsync(bus.run(contract.historyLoad, {}, 1_000)), {
    code: 'INVALID_DUMP_FILE',
  });
});

test('ends a task nobody takes', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  await assert.rejects(Array.fromAsync(bus.run(contract.historyStore, {}, 1_000)), {
    code: 'NO_ANSWER',
  });
});

test('ends a task that falls silent', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  bus.answerTask(contract.historyStore, async function* () {
    yield { kind: 'progress', done: 1, total: 2 } as const;
    await new Promise(() => undefined);
  });
  await assert.rejects(Array.fromAsync(bus.run(contract.historyStore, {}, 100)), {
    code: 'ANSWER_TOO_LATE',
  });
});

test('finds the server when it comes later, and again when it was away', async () => {
  await using server = await startNatsServer();
  await server.stop();
  const bus = connectBus({ servers: server.url, name: 'test', meter: 'main', logger });
  const connects: boolean[] = [];
  bus.onConnect(() => connects.push(bus.connected));
  bus.answer(contract.linkNow, () => link);
  await server.start();
  await waitFor('the first connection', () => connects.length === 1);
  await server.kill();
  await waitFor('the loss', () => !bus.connected);
  await server.start();
  await waitFor('the second connection', () => connects.length === 2);
  assert.deepEqual(await bus.request(contract.linkNow, {}), link);
  await bus.close();
});

test('drops what is published while the server is away', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  const received: number[] = [];
  bus.subscribe(contract.link, (status) => received.push(status.bytes));
  await server.kill();
  await waitFor('the loss', () => !bus.connected);
  bus.publish(contract.link, { ...link, bytes: 1 });
  await server.start();
  await waitFor('the connection', () => bus.connected);
  bus.publish(contract.link, { ...link, bytes: 2 });
  await waitFor('the message', () => received.length > 0);
  assert.deepEqual(received, [2]);
});

test('closes soon though the server falls silent meanwhile', async () => {
  await using server = await startNatsServer();
  await using network = await startProxy(server.port);
  const bus = await connectTestBus(`nats://127.0.0.1:${network.port}`);
  network.cut();
  const closed = bus.close().then(() => 'closed');
  assert.equal(await Promise.race([closed, pause(6_000, 'waiting', { ref: false })]), 'closed');
});
