import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { sampleLink, sampleReading } from './api/sample-messages.ts';
import { startApi } from './api/start-api.ts';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

test('/api/current answers the keys of the original first, then the reading', async () => {
  const reading = sampleReading();
  await using _ = await api.answer(contract.current, () => reading);
  const { status, headers, text, json } = await api.ask('/api/current');
  assert.equal(status, 200);
  assert.ok(
    text.startsWith(
      '{"date":"2024-08-16T20:31:50+02:00","timestamp":1723833110,"usageWatts":-1800,',
    ),
  );
  const { date, ...rest } = json();
  assert.deepEqual(rest, reading);
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('/api/current tells the age of the reading', async () => {
  await using _ = await api.answer(contract.current, () =>
    sampleReading({ receivedAt: Date.now() - 12_400 }),
  );
  assert.equal((await api.ask('/api/current')).headers.get('age'), '12');
});

test('/api/current shares one request on the bus among those that come together', async () => {
  let requests = 0;
  const { promise: enough, resolve: answerNow } = Promise.withResolvers<void>();
  await using _ = await api.answer(contract.current, async () => {
    requests += 1;
    await enough;
    return sampleReading();
  });
  const answers = Array.from({ length: 20 }, () => api.ask('/api/current'));
  await api.ask('/api/openapi.json');
  answerNow();
  for (const { status } of await Promise.all(answers)) assert.equal(status, 200);
  assert.equal(requests, 1);
});

test('/api/current says that nobody is there', async () => {
  const { status, headers, problem } = await api.ask('/api/current');
  assert.equal(status, 503);
  assert.equal(problem().errorCode, 'NO_ANSWER');
  assert.equal(problem().detail, 'neither the reader nor history answers');
  assert.ok(Number(headers.get('retry-after')) > 0);
});

test('/api/current answers HEAD with the headers of GET', async () => {
  await using _ = await api.answer(contract.current, () => sampleReading());
  const { status, headers, text } = await api.ask('/api/current', { method: 'HEAD' });
  assert.equal(status, 200);
  assert.equal(text, '');
  assert.ok(Number(headers.get('content-length')) > 100);
});

test('the state of the line tells why there is no reading yet', async () => {
  await using _ = await api.answer(contract.linkNow, () =>
    sampleLink({ state: 'searching', trouble: 'no-device', detail: 'no serial device was found' }),
  );
  await api.ask('/api/health');
  const { status, problem } = await api.ask('/api/current');
  assert.equal(status, 503);
  assert.equal(problem().errorCode, 'NO_TELEGRAM_YET');
  assert.match(problem().detail, /no serial device was found$/);
});

test('/api/current tells the reading heard last when whoever holds it was cut off', async () => {
  await using api = await startApi({ ANSWER_TIMEOUT_MS: '300' });
  await using _ = await api.answer(contract.current, () => new Promise<never>(() => undefined));
  const reading = sampleReading();
  api.bus.publish(contract.telegram, { bootId: 'a', sequence: 1, reading });
  await api.settled();
  const { status, json } = await api.ask('/api/current');
  assert.equal(status, 200);
  assert.equal(json()['timestamp'], reading.timestamp);
});
