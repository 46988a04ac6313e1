import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startNginx } from '../support/start-nginx.ts';

/** A container is given 10 s to stop. */
const limitMs = 8_000;

test('nginx that is told to stop ends though a page follows the events', async () => {
  await using api = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const { port } = api.address() as AddressInfo;
  await using nginx = await startNginx({ files: {}, apiPorts: [port] });
  const events = (await fetch(`${nginx.url}/api/events`)).body?.getReader();
  await events?.read();
  const exited = events?.closed.catch(() => undefined);
  process.kill(nginx.pid, 'SIGQUIT');
  const timer = AbortSignal.timeout(limitMs);
  await Promise.race([exited, once(timer, 'abort')]);
  api.closeAllConnections();
  assert.equal(timer.aborted, false);
});
