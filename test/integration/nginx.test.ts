import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { type StartedNginx, startNginx } from '../support/start-nginx.ts';

const files = { 'index.html': '<h1>page</h1>', 'assets/main-1a2b.js': '1;' };
const eventClientsAtMost = 256;

/** Stands where the API is. */
async function startApi(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends what fetch would refuse to send. */
async function sendRaw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  return text(socket);
}

const toBrokenBody = (name: string): [what: string, request: string, status: number] => [
  `a body of ${name} in chunks that are none`,
  `POST /api/${name} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz`,
  400,
];

describe('nginx before an API', () => {
  let nginx: StartedNginx;
  let api: Awaited<ReturnType<typeof startApi>>;

  before(async () => {
    api = await startApi((request, response) => {
      if (request.url === '/api/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ host: request.headers.host, filler: 'x'.repeat(2000) }));
    });
    nginx = await startNginx({ files, apiPorts: [api.port] });
  });
  after(async () => {
    await nginx?.[Symbol.asyncDispose]();
    await api?.[Symbol.asyncDispose]();
  });

  for (const path of ['/', '/current-usage']) {
    test(`serves the page at ${path}, asked anew each time`, async () => {
      const response = await fetch(`${nginx.url}${path}`);
      assert.deepEqual(
        [response.headers.get('cache-control'), await response.text()],
        ['no-cache', files['index.html']],
      );
    });
  }

  test('lets browsers keep assets, whose names change with their content', async () => {
    const { headers } = await fetch(`${nginx.url}/assets/main-1a2b.js`);
    assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
  });

  test('lets nobody keep the absence of an asset', async () => {
    const { headers } = await fetch(`${nginx.url}/assets/main-0000.js`);
    assert.equal(headers.get('cache-control'), 'no-cache');
  });

  test('passes the name it was called by on to the API, port included', async () => {
    const answer = await sendRaw(
      nginx.port,
      'GET /api/current HTTP/1.1\r\nHost: home.example:5000\r\nConnection: close\r\n\r\n',
    );
    assert.match(answer, /"host":"home\.example:5000"/);
  });

  test('compresses JSON', async () => {
    const { headers } = await fetch(`${nginx.url}/api/current`);
    assert.equal(headers.get('content-encoding'), 'gzip');
  });

  const refusals: readonly [what: string, request: string, status: number][] = [
    ['a page that does not exist', 'GET /nothing HTTP/1.1', 404],
    ['a method of no use', 'DELETE / HTTP/1.1', 405],
    ['a method the API has no use for', 'PUT /api/current HTTP/1.1', 405],
    ['a POST to the page', 'POST / HTTP/1.1', 405],
    ['TRACE', 'TRACE / HTTP/1.1', 405],
    ['a body', 'POST /api/store-history HTTP/1.1\r\nContent-Length: 9000', 413],
    ...['current', 'store-history', 'load-history'].map(toBrokenBody),
    ['an address without end', `GET /${'a'.repeat(40_000)} HTTP/1.1`, 414],
    ['headers without end', `GET / HTTP/1.1\r\nX-Long: ${'a'.repeat(40_000)}`, 400],
    ['nonsense', 'nonsense', 400],
  ];
  for (const [what, request, status] of refusals) {
    test(`answers ${what} with a problem document`, async () => {
      const answer = await sendRaw(
        nginx.port,
        `${request}\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      const problem = JSON.parse(body);
      assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
      assert.match(head, /Content-Type: application\/problem\+json/);
      assert.deepEqual([problem.status, problem.code], [status, status]);
      assert.equal(problem.name, problem.title);
    });
  }

  for (const path of ['/', '/nothing', '/assets/main-1a2b.js', '/api/current']) {
    test(`sends the security headers with ${path}`, async () => {
      const { headers } = await fetch(`${nginx.url}${path}`);
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'self';/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
    });
  }

  test('tells which methods the page knows', async () => {
    const { headers } = await fetch(nginx.url, { method: 'DELETE' });
    assert.equal(headers.get('allow'), 'GET, HEAD');
  });

  test('passes events on as they come', async () => {
    const [response] = (await once(get(`${nginx.url}/api/events`), 'response')) as [
      IncomingMessage,
    ];
    const [chunk] = await once(response, 'data');
    response.destroy();
    assert.equal(String(chunk), 'data: 1\n\n');
  });

  test(`serves ${eventClientsAtMost} clients of events and refuses one more`, async () => {
    const listen = async () => {
      const request = get(`${nginx.url}/api/events`, { agent: false });
      request.on('error', () => undefined);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return { request, status: response.statusCode };
    };
    const clients = await Promise.all(Array.from({ length: eventClientsAtMost }, listen));
    const oneMore = await listen();
    for (const { request } of [...clients, oneMore]) request.destroy();
    assert.deepEqual([...new Set(clients.map(({ status }) => status))], [200]);
    assert.equal(oneMore.status, 429);
  });
});

describe('nginx before several APIs', () => {
  test('asks another when one is gone', async () => {
    await using api = await startApi((_, response) => response.end('well'));
    await using nginx = await startNginx({ files, apiPorts: [await freePort(), api.port] });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push((await fetch(`${nginx.url}/api/current`)).status);
    assert.deepEqual(answers, [200, 200, 200, 200]);
  });

  test('never sends a POST twice', async () => {
    let posts = 0;
    const hangUp: RequestListener = (request) => {
      posts++;
      request.socket.destroy();
    };
    await using one = await startApi(hangUp);
    await using other = await startApi(hangUp);
    await using nginx = await startNginx({ files, apiPorts: [one.port, other.port] });
    await fetch(`${nginx.url}/api/store-history`, { method: 'POST' });
    assert.equal(posts, 1);
  });

  for (const method of ['GET', 'POST']) {
    for (const path of ['/api/store-history', '/api/load-history']) {
      test(`sends a ${method} of ${path} no second time`, async () => {
        let sent = 0;
        const hangUp: RequestListener = (request) => {
          sent++;
          request.socket.destroy();
        };
        await using one = await startApi(hangUp);
        await using other = await startApi(hangUp);
        await using nginx = await startNginx({ files, apiPorts: [one.port, other.port] });
        const response = await fetch(`${nginx.url}${path}`, { method });
        const { code } = (await response.json()) as { code: number };
        assert.deepEqual([sent, response.status, code], [1, 503, 503]);
      });

      test(`asks another for a ${method} of ${path} when one is gone`, async () => {
        let answered = 0;
        await using api = await startApi((_, response) => {
          answered++;
          response.end('well');
        });
        await using nginx = await startNginx({ files, apiPorts: [await freePort(), api.port] });
        const answers = [];
        for (let i = 0; i < 4; i++) {
          answers.push((await fetch(`${nginx.url}${path}`, { method })).status);
        }
        assert.deepEqual([answers, answered], [[200, 200, 200, 200], 4]);
      });

      test(`says that nobody is left for a ${method} of ${path}`, async () => {
        await using nginx = await startNginx({ files, apiPorts: [await freePort()] });
        const response = await fetch(`${nginx.url}${path}`, { method });
        const { code } = (await response.json()) as { code: number };
        assert.deepEqual([response.status, code], [503, 503]);
      });
    }
  }

  test('says so in a problem document when none is left', async () => {
    await using nginx = await startNginx({ files, apiPorts: [await freePort()] });
    const response = await fetch(`${nginx.url}/api/current`);
    const problem = (await response.json()) as { code: number; name: string };
    assert.deepEqual(
      [response.status, problem.code, problem.name],
      [503, 503, 'Service Unavailable'],
    );
  });
});
