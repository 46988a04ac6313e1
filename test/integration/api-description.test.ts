import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

test('the description is sent once to who has it', async () => {
  const first = await api.ask('/api/openapi.json');
  const entityTag = first.headers.get('etag') ?? '';
  // Without a word on caching fetch asks every cache to stay out of it.
  const headers = { 'if-none-match': entityTag, 'cache-control': 'max-age=0' };
  assert.equal((await api.ask('/api/openapi.json', { headers })).status, 304);
});

test('the description names every path of the API', () => {
  assert.deepEqual(Object.keys(api.description.paths).sort(), [
    '/api/current',
    '/api/demand',
    '/api/energy',
    '/api/events',
    '/api/health',
    '/api/historical',
    '/api/history',
    '/api/load-history',
    '/api/openapi.json',
    '/api/store-history',
    '/api/telegram',
  ]);
});
