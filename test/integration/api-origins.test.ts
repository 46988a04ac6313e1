import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

const readable = ['/api/current', '/api/history', '/api/historical'];
for (const path of Object.keys(api.description.paths)) {
  const isReadable = readable.includes(path);
  test(`pages of other origins ${isReadable ? 'may' : 'may not'} read ${path}`, async () => {
    const { status, headers } = await api.ask(path, { method: 'OPTIONS' });
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), isReadable ? '*' : null);
    assert.equal(headers.get('access-control-allow-methods') !== null, isReadable);
  });
}

test('errors can be read by pages of other origins too', async () => {
  const { headers } = await api.ask('/api/history?res=abc');
  assert.equal(headers.get('access-control-allow-origin'), '*');
});
