import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

test('/api/energy puts all pages into one answer', async () => {
  const bucket = { start: 0, end: 900, energyImportedWh: 5, coverage: 1 };
  await using _ = await api.answer(contract.historyEnergy, ({ period, cursor }) => ({
    period,
    zone: 'Europe/Amsterdam',
    buckets: [{ ...bucket, start: cursor ?? 0 }],
    ...(cursor === undefined ? { next: 900 } : {}),
  }));
  assert.deepEqual((await api.ask('/api/energy?period=quarter')).json(), {
    period: 'quarter',
    zone: 'Europe/Amsterdam',
    buckets: [bucket, { ...bucket, start: 900 }],
  });
});
