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

test('sends a body of one chunk with its length', async () => {
  await using server = await serve((response) =>
    streamBody(response, numbered(1, { count: 0, ended: false }), { headers }),
  );
  const response = await fetch(server.url);
  assert.equal(response.headers.get('content-length'), `${chunk.length}`);
  assert.equal((await response.bytes()).length, chunk.length);
});

test('sends all chunks in their order', async () => {
  await using server = await serve((response) =>
    streamBody(response, ReadableStream.from(['a', 'b', 'c']), { headers }),
  );
  assert.equal(await (await fetch(server.url)).text(), 'abc');
});

test('leaves the response unwritten when the first chunk fails', async () => {
  const failing = async function* (): AsyncGenerator<string> {
    yield* [];
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
