import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract, type InstanceStatus } from '@smer/shared/contract';
import type { HealthReport } from '@smer/shared/health-report';
import { waitFor } from '../support/wait-for.ts';
import { sampleLink, sampleReading, sampleTelegram } from './api/sample-messages.ts';
import { type StartedApi, startApi } from './api/start-api.ts';

const instance = (change: Partial<InstanceStatus>): InstanceStatus => ({
  service: 'reader',
  instance: 'one',
  version: '1.0.0',
  startedAt: Date.now(),
  meter: 'main',
  ready: true,
  counters: {},
  ...change,
});

const present = (api: StartedApi, change: Partial<InstanceStatus>) =>
  api.bus.answer(contract.status, () => instance(change), { group: false });

async function health(api: StartedApi) {
  const { status, json } = await api.ask('/api/health');
  const report = json<HealthReport>();
  return { status, report, codes: report.problems.map(({ code }) => code) };
}

/** Reader and history are there and the meter sends. */
async function allWell(api: StartedApi): Promise<void> {
  present(api, { service: 'reader' });
  present(api, { service: 'history' });
  await using _ = await api.answer(contract.linkNow, () =>
    sampleLink({ lastTelegramAt: Date.now() }),
  );
  await waitFor('all to be well', async () => (await health(api)).status === 200);
}

test('lists who is missing when the API is alone', async () => {
  await using api = await startApi();
  const { status, report, codes } = await health(api);
  assert.equal(status, 503);
  assert.equal(report.status, 'down');
  assert.deepEqual(codes, ['reader-missing', 'history-missing', 'no-telegram-yet']);
  assert.deepEqual(
    report.parts.map(({ service, missing }) => [service, missing]),
    [
      ['reader', true],
      ['history', true],
      ['api', false],
    ],
  );
});

test('is well when all answer and the meter sends', async () => {
  await using api = await startApi();
  await allWell(api);
  const { report } = await health(api);
  assert.equal(report.status, 'ok');
  assert.equal(report.link?.state, 'reading');
});

test('answers as soon as all have', async () => {
  await using api = await startApi();
  await allWell(api);
  const times: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const start = performance.now();
    await health(api);
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[10] ?? 0;
  assert.ok(median < 125, `half of the waiting time would be 125 ms, the median is ${median} ms`);
});

test('finds every instance of a service', async () => {
  await using api = await startApi();
  await allWell(api);
  present(api, { service: 'history', instance: 'two' });
  present(api, { service: 'history', instance: 'three' });
  await waitFor('all three', async () => {
    const { report } = await health(api);
    return report.parts[1]?.instances.length === 3;
  });
});

test('leaves out instances of another meter', async () => {
  await using api = await startApi();
  present(api, { service: 'reader', meter: 'garage' });
  await api.settled();
  assert.ok((await health(api)).codes.includes('reader-missing'));
});

test('is down when the last telegram is old', async () => {
  await using api = await startApi({ READING_STALE_AFTER_MS: '1000' });
  present(api, { service: 'reader' });
  present(api, { service: 'history' });
  api.bus.publish(contract.telegram, sampleTelegram({ receivedAt: Date.now() - 1_500 }));
  await waitFor('the telegram', async () => (await health(api)).codes.includes('stale'));
  assert.equal((await health(api)).report.status, 'down');
});

test('knows the last telegram from history when the reader is gone', async () => {
  await using api = await startApi();
  const receivedAt = Date.now() - 5_000;
  await using _ = await api.answer(contract.current, () => sampleReading({ receivedAt }));
  const { report, codes } = await health(api);
  assert.equal(report.lastTelegramAt, receivedAt);
  assert.deepEqual(codes, ['reader-missing', 'history-missing']);
});

test('tells the trouble of the line', async () => {
  await using api = await startApi();
  await using _ = await api.answer(contract.linkNow, () => sampleLink({ trouble: 'wrong-key' }));
  assert.ok((await health(api)).codes.includes('link-wrong-key'));
});

test('answers while the bus is away, and is well when it is back', async () => {
  await using api = await startApi();
  await allWell(api);
  await api.nats.stop();
  await waitFor('the loss', async () => (await health(api)).codes.includes('bus-missing'));
  const { status, report } = await health(api);
  assert.equal(status, 503);
  assert.equal(report.status, 'down');
  await api.nats.start();
  await waitFor('all to be well', async () => (await health(api)).status === 200);
});

test('says why there is no reading while the bus is away', async () => {
  await using api = await startApi();
  await api.nats.stop();
  await waitFor('the loss', async () => (await health(api)).codes.includes('bus-missing'));
  const { status, problem } = await api.ask('/api/current');
  assert.equal(status, 503);
  assert.equal(problem().detail, 'NATS cannot be reached');
});

test('ends in order, also while the bus is away', async () => {
  await using api = await startApi();
  await api.nats.stop();
  assert.equal(await api.process.stop(), 0);
});

test('answers a call for its status', async () => {
  await using api = await startApi();
  const [status] = await api.bus.requestAll(contract.status, {}, 250);
  assert.equal(status?.service, 'api');
  assert.equal(status?.ready, true);
});
