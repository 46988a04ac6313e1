import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadApiConfig } from './config.ts';

test('has a default for every setting', () => {
  const { API_PORT, READING_STALE_AFTER_MS, EVENT_CLIENTS_MAX } = loadApiConfig({});
  assert.deepEqual(
    { API_PORT, READING_STALE_AFTER_MS, EVENT_CLIENTS_MAX },
    { API_PORT: 8_080, READING_STALE_AFTER_MS: 60_000, EVENT_CLIENTS_MAX: 500 },
  );
});

test('names every setting that is wrong', () => {
  assert.throws(() => loadApiConfig({ API_PORT: '0', EVENT_CLIENTS_MAX: 'many' }), {
    code: 'INVALID_CONFIG',
    message: /API_PORT="0".*\n.*EVENT_CLIENTS_MAX="many"/,
  });
});
