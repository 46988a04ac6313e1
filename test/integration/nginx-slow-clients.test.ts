import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { type StartedNginx, startNginx } from '../support/start-nginx.ts';

/** nginx waits 10 s; a machine that is busy gets some more. */
const limitMs = 15_000;

/** What a client has sent that then sends no more. */
const beginnings: Readonly<Record<string, string>> = {
  'says nothing': '',
  'stops within its first line': 'GET /api/curr',
  'stops within its headers': 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: a',
  'sends nothing of the body it announced':
    'POST /api/store-history HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n',
  'stops within its body':
    'POST /api/load-history HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc',
  'stops after a chunk of its body':
    'POST /api/current HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
};

describe('nginx', { concurrency: true }, () => {
  let nginx: StartedNginx;
  before(async () => {
    nginx = await startNginx({ files: { 'index.html': 'page' }, apiPorts: [await freePort()] });
  });
  after(() => nginx?.[Symbol.asyncDispose]());

  for (const [what, beginning] of Object.entries(beginnings)) {
    test(`cuts off a client that ${what}, and answers others meanwhile`, async () => {
      const slow = connect(nginx.port, '127.0.0.1').resume();
      const cutOff = once(slow, 'close', { signal: AbortSignal.timeout(limitMs) });
      await once(slow, 'connect');
      slow.write(beginning);
      assert.equal((await fetch(nginx.url)).status, 200);
      assert.equal(slow.closed, false);
      await cutOff;
    });
  }
});
