import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { followEvents } from '../support/follow-events.ts';
import { waitFor } from '../support/wait-for.ts';
import { checkSchema } from './api/check-schema.ts';
import { sampleLink, sampleReading, sampleTelegram, summerEvening } from './api/sample-messages.ts';
import { startApi } from './api/start-api.ts';

const at = (second: number) => sampleTelegram({ timestamp: summerEvening + second });
const idOf = (second: number) => `${summerEvening + second}`;

test('sends each reading as it comes, with its timestamp as id', async () => {
  await using api = await startApi({ TZ: 'Europe/Amsterdam' });
  using client = await followEvents(api.url);
  api.bus.publish(contract.telegram, at(0));
  api.bus.publish(contract.telegram, at(1));
  await waitFor('both', () => client.events().length === 2);
  const [first, second] = client.events();
  assert.deepEqual([first?.id, second?.id], [idOf(0), idOf(1)]);
  const { date, usageWatts } = JSON.parse(first?.data ?? '');
  assert.deepEqual([date, usageWatts], ['2024-08-16T20:31:50+02:00', -1800]);
});

test('sends readings of the shape that is described', async () => {
  await using api = await startApi();
  using client = await followEvents(api.url);
  api.bus.publish(contract.telegram, at(0));
  const event = await waitFor('the event', () => client.events()[0]);
  const { schemas } = api.description.components;
  checkSchema(schemas['CurrentReading'] ?? {}, JSON.parse(event.data), { at: 'event', schemas });
});

test('says what it is to browsers and proxies', async () => {
  await using api = await startApi();
  using client = await followEvents(api.url);
  assert.equal(client.response.headers['content-type'], 'text/event-stream; charset=utf-8');
  assert.equal(client.response.headers['x-accel-buffering'], 'no');
  assert.equal(client.response.headers['cache-control'], 'no-store');
});

test('begins with the present reading and the state of the line', async () => {
  await using api = await startApi();
  await using _ = await api.answer(contract.linkNow, () => sampleLink());
  await using __ = await api.answer(contract.current, () => sampleReading());
  using client = await followEvents(api.url);
  await waitFor('both', () => client.events().length === 1 && client.events('link').length === 1);
  assert.equal(JSON.parse(client.events('link')[0]?.data ?? '').state, 'reading');
});

test('begins with nothing when the last reading is old', async () => {
  await using api = await startApi();
  await using _ = await api.answer(contract.current, () =>
    sampleReading({ receivedAt: Date.now() - 31_000 }),
  );
  using client = await followEvents(api.url);
  api.bus.publish(contract.telegram, at(1));
  await waitFor('a new reading', () => client.events().length > 0);
  assert.deepEqual(
    client.events().map(({ id }) => id),
    [idOf(1)],
  );
});

test('sends no reading that is old', async () => {
  await using api = await startApi();
  using client = await followEvents(api.url);
  const old = sampleReading({ timestamp: summerEvening, receivedAt: Date.now() - 31_000 });
  api.bus.publish(contract.telegram, { ...at(0), reading: old });
  api.bus.publish(contract.telegram, at(1));
  await waitFor('the new reading', () => client.events().length > 0);
  assert.equal(client.events()[0]?.id, idOf(1));
});

test('gives a client that comes back what it missed', async () => {
  await using api = await startApi();
  using steady = await followEvents(api.url);
  for (let second = 0; second < 5; second += 1) api.bus.publish(contract.telegram, at(second));
  await waitFor('all five', () => steady.events().length === 5);
  using client = await followEvents(api.url, { 'last-event-id': idOf(2) });
  await waitFor('the rest', () => client.events().length === 2);
  assert.deepEqual(
    client.events().map(({ id }) => id),
    [idOf(3), idOf(4)],
  );
});

test('tells the state of the line when it changes, not when it counts', async () => {
  await using api = await startApi();
  using client = await followEvents(api.url);
  api.bus.publish(contract.link, sampleLink());
  api.bus.publish(contract.link, sampleLink({ bytes: 5_000, telegrams: 9 }));
  api.bus.publish(contract.link, sampleLink({ state: 'waiting', trouble: 'silent' }));
  await waitFor('the trouble', () => client.text().includes('silent'));
  assert.deepEqual(
    client.events('link').map(({ data }) => JSON.parse(data).state),
    ['reading', 'waiting'],
  );
});

test('goes on when the bus comes back', async () => {
  await using api = await startApi();
  using client = await followEvents(api.url);
  await api.nats.stop();
  await api.nats.start();
  await waitFor('a reading', () => {
    api.bus.publish(contract.telegram, at(0));
    return client.events().length > 0;
  });
});

test('lets in no more clients than it has room for, and counts those that leave', async () => {
  await using api = await startApi({ EVENT_CLIENTS_MAX: '2' });
  using first = await followEvents(api.url);
  using second = await followEvents(api.url);
  const { status, problem } = await api.ask('/api/events');
  assert.equal(status, 429);
  assert.equal(problem().errorCode, 'TOO_MANY_CLIENTS');
  assert.equal(second.response.statusCode, 200);
  first[Symbol.dispose]();
  await waitFor('room', async () => {
    using third = await followEvents(api.url);
    return third.response.statusCode === 200;
  });
});

test('keeps no room for a client that left before its first event', async () => {
  await using api = await startApi({ EVENT_CLIENTS_MAX: '1' });
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
  const { promise: mayAnswer, resolve: answerNow } = Promise.withResolvers<void>();
  await using _ = await api.answer(contract.current, async () => {
    asked();
    await mayAnswer;
    return sampleReading();
  });
  const leaving = connect(Number(new URL(api.url).port), '127.0.0.1');
  leaving.write('GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n');
  await isAsked;
  leaving.destroy();
  // What the API has heard before it answers this, it has handled.
  await api.ask('/api/openapi.json');
  answerNow();
  await api.ask('/api/current');
  using client = await followEvents(api.url);
  assert.equal(client.response.statusCode, 200);
});

test('answers HEAD without following', async () => {
  await using api = await startApi({ EVENT_CLIENTS_MAX: '1' });
  for (let count = 0; count < 3; count += 1) {
    const { status, headers } = await api.ask('/api/events', { method: 'HEAD' });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/event-stream/);
  }
});

test('drops a client that does not keep up, and serves the others', async () => {
  await using api = await startApi();
  using quick = await followEvents(api.url);
  const slow = connect(Number(new URL(api.url).port), '127.0.0.1');
  slow.on('error', () => undefined);
  slow.pause();
  slow.write('GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n');
  const clients = async () => {
    const [status] = await api.bus.requestAll(contract.status, {}, 500, (all) => all.length > 0);
    return status?.counters['eventClients'];
  };
  await waitFor('both', async () => (await clients()) === 2);
  const text = 'x'.repeat(100_000);
  let second = 0;
  await waitFor('the slow one to be dropped', async () => {
    for (let count = 0; count < 5; count += 1) {
      second += 1;
      api.bus.publish(contract.telegram, sampleTelegram({ timestamp: second, textMessage: text }));
    }
    return (await clients()) === 1;
  });
  await waitFor('all readings', () => quick.events().length === second);
  slow.destroy();
});

test('ends when the service is stopped', async () => {
  await using api = await startApi();
  using client = await followEvents(api.url);
  assert.equal(await api.process.stop(), 0);
  await waitFor('the end', () => client.response.complete);
});
