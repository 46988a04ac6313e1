import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { sampleReading } from './api/sample-messages.ts';
import { startApi } from './api/start-api.ts';

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
