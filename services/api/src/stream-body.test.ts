import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { waitFor } from '../../../test/support/wait-for.ts';
import { streamBody } from './stream-body.ts';

const headers = { 'Content-Type': 'text/plain' };
const chunk = Buffer.alloc(64 * 1024, 'x');

/** A server that answers everything with `respond`, on a free port. */
async function serve(respond: (response: ServerResponse) => Promise<void>) {
  const server = createServer((_request, response) => {
    respond(response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function* numbered(count: number, made: { count: number; ended: boolean }) {
  try {
    while (made.count < count) {
      made.count += 1;
      yield chunk;
    }
  } finally {
    made.ended = true;
  }
}

const serveChunks = (chunks: readonly string[]) =>
  serve((response) => streamBody(response, ReadableStream.from(chunks), { headers }));

test('sends a short body with its length', async () => {
  await using server = await serveChunks(['a', 'é', 'c']);
  const response = await fetch(server.url);
  assert.equal(response.headers.get('content-length'), '4');
  assert.equal(await response.text(), 'aéc');
});

test('sends an empty body', async () => {
  await using server = await serveChunks([]);
  const response = await fetch(server.url);
  assert.equal(response.headers.get('content-length'), '0');
  assert.equal(await response.text(), '');
});

test('sends all of a long body in its order', async () => {
  const chunks = Array.from({ length: 50 }, (_, index) => `${index},`.padEnd(64 * 1024, 'x'));
  await using server = await serveChunks(chunks);
  const response = await fetch(server.url);
  assert.equal(response.headers.get('content-length'), null);
  assert.equal(await response.text(), chunks.join(''));
});

test('tells no length of a body that was not asked for', async () => {
  await using server = await serveChunks(['a', 'b']);
  const response = await fetch(server.url, { method: 'HEAD' });
  assert.equal(response.headers.get('content-type'), headers['Content-Type']);
  assert.equal(response.headers.get('content-length'), null);
});

test('leaves the response unwritten when one of the first chunks fails', async () => {
  const failing = async function* (): AsyncGenerator<string> {
    yield 'a';
    throw new Error('away');
  };
  await using server = await serve(async (response) => {
    await assert.rejects(streamBody(response, failing(), { headers }), /away/);
    response.statusCode = 503;
    response.end();
  });
  assert.equal((await fetch(server.url)).status, 503);
});

test('asks for no more than a client takes', async () => {
  const made = { count: 0, ended: false };
  await using server = await serve((response) =>
    streamBody(response, numbered(10_000, made), { headers }),
  );
  const client = connect(server.port, '127.0.0.1');
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await waitFor('the body to begin', () => made.count > 2);
  let before = -1;
  await waitFor('the body to stand still', () => {
    const still = made.count === before;
    before = made.count;
    return still;
  });
  assert.ok(made.count < 1_000, `${made.count} chunks of 64 KiB were made for nobody`);
  client.destroy();
});

test('ends the iteration when the client goes away', async () => {
  const made = { count: 0, ended: false };
  await using server = await serve((response) =>
    streamBody(response, numbered(100_000, made), { headers }),
  );
  const client = connect(server.port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(client, 'data');
  client.destroy();
  await waitFor('the iteration to end', () => made.ended);
  assert.ok(made.count < 100_000);
});

test('drops a client that takes nothing for too long', async () => {
  const made = { count: 0, ended: false };
  await using server = await serve((response) =>
    streamBody(response, numbered(10_000, made), { headers, stallMs: 100 }),
  );
  const client = connect(server.port, '127.0.0.1');
  client.on('error', () => undefined);
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await waitFor('the iteration to end', () => made.ended);
  client.destroy();
});
