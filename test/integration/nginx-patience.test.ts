import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startNginx } from '../support/start-nginx.ts';

/** nginx gives up on other answers after 20 s. */
const turnComesAfterMs = 21_000;

test('nginx waits for a history whose turn comes late', async () => {
  await using api = createServer((_, response) => {
    setTimeout(() => response.end('[]'), turnComesAfterMs);
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const { port } = api.address() as AddressInfo;
  await using nginx = await startNginx({ files: {}, apiPorts: [port] });
  const ask = (path: string) => fetch(`${nginx.url}${path}`);
  const answers = await Promise.all(['/api/history', '/api/historical?res=60'].map(ask));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
});
