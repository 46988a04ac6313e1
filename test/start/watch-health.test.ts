import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { waitFor } from '../support/wait-for.ts';
import { createTeller, watchHealth } from './watch-health.ts';

const stale = { code: 'stale', detail: 'the last telegram came 61 s ago' };
const staler = { code: 'stale', detail: 'the last telegram came 66 s ago' };

function tell(...found: Parameters<ReturnType<typeof createTeller>>[0][]): string[] {
  const said: string[] = [];
  const teller = createTeller((line) => said.push(line));
  for (const health of found) teller(health);
  return said;
}

test('says a problem once while it lasts', () => {
  assert.deepEqual(tell({ problems: [stale] }, { problems: [staler] }), [stale.detail]);
});

test('says when the last problem has gone', () => {
  const said = tell({ problems: [stale] }, { problems: [] }, { problems: [] });
  assert.deepEqual(said, [stale.detail, 'all is well again']);
});

test('says nothing while all is well', () => {
  assert.deepEqual(tell({ problems: [] }, { problems: [] }), []);
});

test('says that the API does not answer', () => {
  assert.deepEqual(tell(undefined), ['the API does not answer']);
});

test('gives the address of the page once there is a reading', async () => {
  let lastTelegramAt: number | undefined;
  const problems = [{ code: 'no-telegram-yet', detail: 'no telegram has been read yet' }];
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.url === '/api/health') asked += 1;
    response.end(JSON.stringify(lastTelegramAt ? { lastTelegramAt, problems: [] } : { problems }));
  }).listen(0, '127.0.0.1');
  await waitFor('the server', () => server.listening);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const said: string[] = [];
  const watch = new AbortController();
  const say = (line: string) => said.push(line);
  const watching = watchHealth({ apiUrl: url, pageUrl: url, say, signal: watch.signal });
  await waitFor('two questions', () => asked >= 2);
  assert.deepEqual(said, []);
  lastTelegramAt = 1;
  await waitFor('the address', () => said.length > 0);
  watch.abort();
  await watching;
  server.close();
  server.closeAllConnections();
  assert.deepEqual(said, [`SMER is ready: ${url}`]);
});
