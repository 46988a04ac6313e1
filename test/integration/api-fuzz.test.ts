import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { contract } from '@smer/shared/contract';
import fc from 'fast-check';
import { seed } from '../support/run-settings.ts';
import type { Schema } from './api/check-schema.ts';
import { samplePage, sampleReading, summerEvening } from './api/sample-messages.ts';
import { startApi } from './api/start-api.ts';

const api = await startApi();
after(() => api[Symbol.asyncDispose]());

const numRuns = 100;

/** What a parameter may be, going by its description. */
function meant(schema: Schema): fc.Arbitrary<string> {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  if (schema['type'] === 'integer') {
    const min = Number(schema['minimum']);
    return fc.integer({ min, max: Math.min(Number(schema['maximum']), min + 2 ** 31) }).map(String);
  }
  if (typeof schema['pattern'] === 'string')
    return fc.stringMatching(new RegExp(schema['pattern']));
  throw new Error(`nothing is known to fit ${JSON.stringify(schema)}`);
}

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'NaN', '-0', '1e3', '0x10', 'null', '[]', '2024-02-30', '99999999999999'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

async function* storing() {
  yield { kind: 'result' as const, count: 1, bytes: 2, file: 'x', storedAt: 3 };
}

async function* loading() {
  yield { kind: 'result' as const, loaded: 1, added: 1, file: 'x', origin: 'smer' as const };
}

api.bus.answer(contract.current, () => sampleReading());
api.bus.answer(contract.lastRaw, () => '/TST5\r\n!0000\r\n');
api.bus.answer(contract.historyQuery, ({ points }) => samplePage(summerEvening, points ? 1 : 2));
api.bus.answer(contract.historyEnergy, ({ period }) => ({ period, zone: 'UTC', buckets: [] }));
api.bus.answer(contract.historyDemand, () => ({ source: 'meter' as const, peaks: [] }));
api.bus.answerTask(contract.historyStore, storing);
api.bus.answerTask(contract.historyLoad, loading);
await api.settled();

for (const [path, operations] of Object.entries(api.description.paths)) {
  const names = operations['get']?.parameters ?? [];
  const given = fc.record(
    Object.fromEntries(
      names.map(({ name, schema }) => [name, fc.oneof(meant(schema), meant(schema), anything)]),
    ),
    { requiredKeys: [] },
  );
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
