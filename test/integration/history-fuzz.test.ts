import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { energyPeriod, sampleField } from '@smer/shared/history-page';
import fc from 'fast-check';
import { seed } from '../support/run-settings.ts';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { anyParameters, type Parameters } from './api/any-parameters.ts';
import { startApi } from './api/start-api.ts';
import { everyTenSeconds, FakeReader, start, toReading } from './history/fake-reader.ts';

const zone = 'Europe/Amsterdam';

/** A quarter of an hour before the clocks go back. */
const autumnNight = Date.parse('2024-10-27T02:45:00+02:00') / 1000;
const newMeterAt = autumnNight + 9_000;

/** A summer's evening, a night with an hour that comes twice, and after a gap another meter. */
const readings = [
  ...everyTenSeconds(start, 400).map((timestamp) => toReading(timestamp)),
  ...everyTenSeconds(autumnNight, 600).map((timestamp) => ({
    ...toReading(timestamp),
    powerL1W: timestamp % 300,
    gasDm3: Math.floor((timestamp - autumnNight) / 300),
  })),
  ...everyTenSeconds(newMeterAt, 200).map((timestamp) => ({
    ...toReading(timestamp),
    equipmentIdentifier: 'E2',
    energyImportedT1Wh: timestamp - newMeterAt,
  })),
];

const folder = await mkdtemp(join(tmpdir(), 'smer-fuzz-'));
const api = await startApi({ TZ: zone });
const reader = new FakeReader(api.nats.url);
const history = startService('history', {
  ...{ NATS_URL: api.nats.url, DATA_DIR: folder },
  ...{ TZ: zone, HISTORY_RETENTION_DAYS: '366' },
});
after(async () => {
  await reader.bus.close();
  await history.kill();
  await api[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
reader.answerReplay();
for (const reading of readings) reader.read(reading);
await waitFor('all readings', async () => {
  const statuses = await reader.bus.requestAll(contract.status, {}, 200);
  const { counters } = statuses.find(({ service }) => service === 'history') ?? {};
  return counters?.['samples'] === readings.length;
});

const instants = fc.oneof(
  fc.integer({ min: start - 100, max: start + 4_100 }),
  fc.integer({ min: autumnNight - 100, max: newMeterAt + 2_100 }),
  fc.constantFrom(0, 1, Date.parse('2024-10-27T01:00:00Z') / 1000, 2 ** 31, 9_999_999_999),
);

const inWords = (second: number, isIso: boolean) =>
  isIso ? new Date(second * 1000).toISOString() : `${second}`;

const ranges: fc.Arbitrary<Parameters> = fc
  .tuple(fc.uniqueArray(instants, { maxLength: 2 }), fc.boolean(), fc.boolean())
  .map(([ends, isIso, isUpTo]) => {
    const [first, second] = ends.sort((a, b) => a - b).map((end) => inWords(end, isIso));
    if (first === undefined) return {};
    if (second !== undefined) return { from: first, to: second };
    return isUpTo ? { to: first } : { from: first };
  });

const lastSeconds = fc.integer({ min: 0, max: 9_999_999_999 }).map((res) => ({ res: `${res}` }));

const points = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10_000 }));
const looks: fc.Arbitrary<Parameters> = fc.record(
  {
    points: points.map(String),
    fields: fc.subarray([...sampleField.options], { minLength: 1 }).map(String),
    format: fc.constantFrom('json', 'csv'),
  },
  { requiredKeys: [] },
);
const periods = fc.record({ period: fc.constantFrom(...energyPeriod.options) });

const both = (one: fc.Arbitrary<Parameters>, other: fc.Arbitrary<Parameters>) =>
  fc.tuple(one, other).map(([some, more]) => ({ ...some, ...more }));

const questions: Readonly<Record<string, fc.Arbitrary<Parameters>>> = {
  '/api/historical': both(fc.oneof(ranges, lastSeconds), looks),
  '/api/history': both(fc.oneof(ranges, lastSeconds), looks),
  '/api/energy': both(ranges, periods),
  '/api/demand': fc.constant({}),
};

for (const [path, wellPut] of Object.entries(questions)) {
  test(`${path} answers as described from what history holds (seed ${seed})`, async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(wellPut, async (some) => {
        const query = new URLSearchParams(some as Record<string, string>);
        const { status, text } = await api.ask(`${path}?${query}`);
        assert.equal(status, 200, `${query}`);
        if (/\b\d{10}\b/.test(text)) told += 1;
      }),
      { seed, numRuns: path === '/api/demand' ? 1 : 200 },
    );
    assert.ok(told > 0, 'no answer had an instant in it');
  });

  const described = api.description.paths[path]?.['get']?.parameters ?? [];
  test(`${path} answers as described whatever history is asked (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(anyParameters(described), async (some) => {
        const query = new URLSearchParams(some as Record<string, string>);
        const { status } = await api.ask(`${path}?${query}`);
        assert.ok(status === 200 || status === 400, `${status} for ${query}`);
      }),
      { seed, numRuns: path === '/api/demand' ? 1 : 200 },
    );
  });
}
