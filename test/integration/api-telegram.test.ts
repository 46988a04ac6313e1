import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

test('/api/telegram answers the bytes as the meter sent them', async () => {
  const telegram = '/TST5\\2M550T-1012\r\n\r\n1-3:0.2.8(50)\r\n0-0:96.13.0(\xe9)\r\n!ABCD\r\n';
  await using _ = await api.answer(contract.lastRaw, () => telegram);
  const response = await fetch(`${api.url}/api/telegram`);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  assert.deepEqual(Buffer.from(await response.bytes()), Buffer.from(telegram, 'latin1'));
});
