import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { startApi } from './api/start-api.ts';

const api = await startApi();
after(() => api[Symbol.asyncDispose]());

const stored = { count: 3_214, bytes: 500_000, file: '/data/history-data.json', storedAt: 5 };
const loaded = { added: 12, file: '/data/history-data.json', origin: 'original' as const };
const progress = { kind: 'progress' as const, done: 1_000, total: 3_214 };
const storeResult = { kind: 'result' as const, ...stored };
const loadResult = { kind: 'result' as const, loaded: 90, ...loaded };
const linesWanted = { accept: 'application/x-ndjson' };

const storing = () =>
  api.answerTask(contract.historyStore, async function* () {
    yield progress;
    yield storeResult;
  });

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

for (const method of ['GET', 'POST']) {
  test(`${method} stores and tells how many readings were written`, async () => {
    await using _ = await storing();
    const { status, json } = await api.ask('/api/store-history', { method });
    assert.equal(status, 200);
    assert.deepEqual(json(), stored);
  });

  test(`${method} loads and tells how many readings the file holds`, async () => {
    await using _ = await api.answerTask(contract.historyLoad, async function* () {
      yield loadResult;
    });
    const { json } = await api.ask('/api/load-history', { method });
    assert.deepEqual(json(), { Loaded: 90, ...loaded });
  });
}

test('tells the progress a line at a time to who wants it', async () => {
  await using _ = await storing();
  const { headers, text } = await api.ask('/api/store-history', { headers: linesWanted });
  assert.equal(headers.get('content-type'), 'application/x-ndjson');
  assert.deepEqual(linesOf(text), [progress, storeResult]);
});

test('sends each line of progress when it is made', async () => {
  const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
  await using _ = await api.answerTask(contract.historyStore, async function* () {
    yield progress;
    await seen;
    yield storeResult;
  });
  const response = await fetch(`${api.url}/api/store-history`, { headers: linesWanted });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk);
    if (text.endsWith('"total":3214}\n')) goOn();
  }
  assert.equal(linesOf(text).length, 2);
});

test('ends the lines with the problem when the task fails on its way', async () => {
  await using _ = await api.answerTask(contract.historyLoad, async function* () {
    yield progress;
    throw new SmerError('INVALID_DUMP_FILE', 'line 7: usageWatts: expected a number');
  });
  const { status, text } = await api.ask('/api/load-history', { headers: linesWanted });
  assert.equal(status, 200);
  const last = linesOf(text).at(-1);
  assert.deepEqual(
    [last.kind, last.code, last.errorCode, last.detail],
    ['problem', 422, 'INVALID_DUMP_FILE', 'line 7: usageWatts: expected a number'],
  );
});

const failures = [
  ['BUSY', 409],
  ['NO_DUMP_FILE', 404],
  ['INVALID_DUMP_FILE', 422],
  ['DISK_FULL', 507],
  ['DISK_READ_ONLY', 507],
] as const;

for (const [code, expected] of failures) {
  for (const headers of [{}, linesWanted]) {
    test(`answers ${code} with ${expected} to ${JSON.stringify(headers)}`, async () => {
      await using _ = await api.answerTask(contract.historyLoad, async function* () {
        yield* [];
        throw new SmerError(code, 'for a reason');
      });
      const { status, problem } = await api.ask('/api/load-history', { headers });
      assert.equal(status, expected);
      assert.deepEqual([problem().errorCode, problem().detail], [code, 'for a reason']);
    });
  }
}

test('answers 502 when the task ends without a result', async () => {
  await using _ = await api.answerTask(contract.historyStore, async function* () {
    yield progress;
  });
  assert.equal((await api.ask('/api/store-history')).status, 502);
});

for (const path of ['/api/store-history', '/api/load-history']) {
  test(`${path} says at once that nobody answers`, async () => {
    const { status, problem } = await api.ask(path);
    assert.equal(status, 503);
    assert.equal(problem().errorCode, 'NO_ANSWER');
  });

  test(`${path} does nothing for HEAD`, async () => {
    const { status, headers } = await api.ask(path, { method: 'HEAD' });
    assert.equal(status, 405);
    assert.equal(headers.get('allow'), 'GET, POST, OPTIONS');
  });

  for (const headers of [
    { origin: 'http://evil.example' },
    { referer: 'http://evil.example/page' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    test(`${path} is refused to ${JSON.stringify(headers)} before anything happens`, async () => {
      let started = 0;
      const start = async function* () {
        started += 1;
        yield* [];
      };
      await using _ = await api.answerTask(contract.historyStore, start);
      await using __ = await api.answerTask(contract.historyLoad, start);
      const { status, problem } = await api.ask(path, { method: 'POST', headers });
      assert.equal(status, 403);
      assert.equal(problem().errorCode, 'CROSS_SITE_REQUEST');
      await api.settled();
      assert.equal(started, 0);
    });
  }
}

test('stores for a page of its own', async () => {
  await using _ = await storing();
  const headers = { origin: api.url, 'sec-fetch-site': 'same-origin' };
  assert.equal((await api.ask('/api/store-history', { method: 'POST', headers })).status, 200);
});

test('takes no notice of a body', async () => {
  await using _ = await storing();
  const body = 'x'.repeat(1024 * 1024);
  assert.equal((await api.ask('/api/store-history', { method: 'POST', body })).status, 200);
});
