import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

test('/api/demand answers what history says', async () => {
  const demand = {
    source: 'meter' as const,
    averageW: 2_500,
    peaks: [{ month: '2024-07', powerW: 4_000 }],
  };
  await using _ = await api.answer(contract.historyDemand, () => demand);
  assert.deepEqual((await api.ask('/api/demand')).json(), demand);
});
