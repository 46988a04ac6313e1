import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { seed } from '../support/run-settings.ts';
import { answerAll } from './api/answer-all.ts';
import { checkDescribed } from './api/check-described.ts';
import { startApi } from './api/start-api.ts';

const api = await startApi();
after(() => api[Symbol.asyncDispose]());
await answerAll(api);

interface Body {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly encoding: string;
  /** `broken`: said to come in chunks, which it does not. */
  readonly framing: 'length' | 'chunks' | 'broken';
}

const words = fc.oneof(
  fc.json(),
  fc.webQueryParameters(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '{', '{"__proto__":{"x":1}}', '['.repeat(10_000), 'x'.repeat(200_000)),
  fc.constantFrom('0\r\n\r\n', '3\r\nabc\r\n', 'ffffffffffffffff\r\n', '-1\r\n\r\n'),
);

const bodies: fc.Arbitrary<Body> = fc.record({
  bytes: fc.oneof(
    words.map((word) => Buffer.from(word)),
    fc.uint8Array({ maxLength: 2_000 }),
  ),
  mediaType: fc.oneof(
    fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
    fc.constantFrom('multipart/form-data; boundary=x', 'application/json; charset=utf-7'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 50 }),
  ),
  encoding: fc.constantFrom('identity', 'gzip', 'br', 'nonsense'),
  framing: fc.constantFrom('length', 'chunks', 'broken'),
});

/** Sends what fetch would refuse to send: a body with a GET, and one that is none. */
async function send(method: string, path: string, { bytes, framing, ...body }: Body) {
  const { mediaType, encoding } = body;
  const asked = request(`${api.url}${path}`, {
    method,
    headers: {
      'content-type': mediaType,
      'content-encoding': encoding,
      ...(framing === 'length'
        ? { 'content-length': bytes.byteLength }
        : { 'transfer-encoding': 'chunked' }),
    },
    agent: false,
  });
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
  // The API need not listen to the end.
  asked.on('error', () => undefined);
  if (framing === 'broken') {
    asked.flushHeaders();
    asked.on('socket', (socket) => socket.once('connect', () => socket.write(bytes)));
  } else asked.end(bytes);
  const [response] = await answered;
  const { statusCode: status = 0, headersDistinct } = response;
  const headers = new Headers(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join()]),
  );
  const answer = { status, headers, text: await text(response) };
  asked.destroy();
  return answer;
}

const queries: Readonly<Record<string, string>> = {
  '/api/energy': '?period=day',
  // A client that is let in follows the events for ever.
  '/api/events': '?stray=1',
};

for (const path of Object.keys(api.description.paths)) {
  for (const method of ['GET', 'POST']) {
    const asked = `${path}${queries[path] ?? ''}`;
    test(`${method} ${path} is answered as without a body, whatever the body (seed ${seed})`, async () => {
      const { status: expected } = await api.ask(asked, { method });
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const answer = await send(method, asked, body);
          // What is no HTTP is refused by Node; nginx lets none of it through.
          if (body.framing === 'broken' && answer.status === 400 && answer.text === '') return;
          checkDescribed(api.description, { path: asked, method }, answer);
          assert.equal(answer.status, expected);
        }),
        { seed, numRuns: path === '/api/health' && method === 'GET' ? 10 : 100 },
      );
    });
  }
}
