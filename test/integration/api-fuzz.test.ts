import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { seed } from '../support/run-settings.ts';
import { answerAll } from './api/answer-all.ts';
import { anyParameters, anything } from './api/any-parameters.ts';
import { startApi } from './api/start-api.ts';

const api = await startApi();
after(() => api[Symbol.asyncDispose]());
await answerAll(api);

const numRuns = 100;

for (const [path, operations] of Object.entries(api.description.paths)) {
  const given = anyParameters(operations['get']?.parameters ?? []);
  const stray = fc.dictionary(fc.string({ unit: 'binary' }), anything, { maxKeys: 1 });
  // A client that is let in follows the events for ever.
  const strays =
    path === '/api/events' ? fc.constant<Record<string, string>>({ stray: '1' }) : stray;
  test(`${path} answers as described, whatever is asked (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(given, strays, async (known, unknown) => {
        const query = new URLSearchParams({ ...known, ...unknown } as Record<string, string>);
        const { status } = await api.ask(`${path}?${query}`);
        assert.ok([200, 400, 503].includes(status), `${status} for ${query}`);
      }),
      { seed, numRuns: path === '/api/health' ? 10 : numRuns },
    );
  });

  test(`${path} answers as described, whatever the headers (seed ${seed})`, async () => {
    const value = fc.string({ unit: 'grapheme-ascii', maxLength: 200 });
    const headers = fc.record(
      { accept: value, origin: value, referer: value, 'if-none-match': value, range: value },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(headers, async (some) => {
        const stray = path === '/api/events' ? '?stray=1' : '';
        const { status } = await api.ask(`${path}${stray}`, { headers: some });
        assert.ok([200, 304, 400, 403, 503].includes(status), `${status}`);
      }),
      { seed, numRuns: path === '/api/health' ? 10 : numRuns },
    );
  });
}

test('paths that are no paths are answered as described', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (name) => {
      const { status } = await api.ask(`/api/${encodeURIComponent(name)}x`);
      assert.equal(status, 404);
    }),
    { seed, numRuns },
  );
});

for (const path of ['/%', '/api/%E0%A4%A', '/api//current', '//', '/api/current/..%2f']) {
  test(`${path} does no harm`, async () => {
    const { status } = await fetch(`${api.url}${path}`);
    assert.ok(status === 404 || status === 400, `${status}`);
  });
}
