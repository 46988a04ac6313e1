import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HistoryPage, sampleField } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { csvRows, jsonRows, type RowFormat } from './history-rows.ts';
import { type RenderedPage, renderHistory, renderPage } from './render-history.ts';

const zone = createTimeZone('Europe/Amsterdam');

async function textOf(pages: HistoryPage[], format: RowFormat): Promise<string> {
  const chunks: Uint8Array[] = [];
  const rendered = asyncOf(
    pages.map((page, at) =>
      renderPage({ ...page, next: at + 1 < pages.length ? at : undefined }, format),
    ),
  );
  for await (const chunk of renderHistory(rendered, format)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function* asyncOf(pages: RenderedPage[]) {
  yield* pages;
}

const plain = { fields: ['usageWatts'] as const, bucketed: false, zone };

test('renders rows with the keys of the original in front', async () => {
  const page = { timestamp: [1723833110, 1723833120], columns: { usageWatts: [-1800, 5] } };
  assert.equal(
    await textOf([page], jsonRows(plain)),
    '{"readings":[{"date":"2024-08-16T20:31:50+02:00","timestamp":1723833110,"usageWatts":-1800},' +
      '{"date":"2024-08-16T20:32:00+02:00","timestamp":1723833120,"usageWatts":5}]}',
  );
});

test('renders an empty history as an empty list', async () => {
  const page = { timestamp: [], columns: {} };
  assert.equal(await textOf([page], jsonRows(plain)), '{"readings":[]}');
});

test('leaves out what is absent', async () => {
  const page = { timestamp: [1723833110], columns: { usageWatts: [null] } };
  assert.equal(
    await textOf([page], jsonRows({ ...plain, fields: ['usageWatts', 'gasDm3'] })),
    '{"readings":[{"date":"2024-08-16T20:31:50+02:00","timestamp":1723833110}]}',
  );
});

test('renders buckets with their length, mean, minimum and maximum', async () => {
  const page = {
    timestamp: [1723833110],
    columns: { usageWatts: [2.5] },
    minimum: { usageWatts: [1] },
    maximum: { usageWatts: [4] },
    bucketSeconds: 60,
  };
  assert.equal(
    await textOf([page], jsonRows({ ...plain, bucketed: true })),
    '{"bucketSeconds":60,"readings":[{"date":"2024-08-16T20:31:50+02:00","timestamp":1723833110,' +
      '"usageWatts":2.5,"usageWattsMin":1,"usageWattsMax":4}]}',
  );
});

test('renders CSV with a header line and empty fields for what is absent', async () => {
  const page = {
    timestamp: [1723833110, 1723833120],
    columns: { usageWatts: [1, null], gasDm3: [null, 7] },
  };
  assert.equal(
    await textOf([page], csvRows({ ...plain, fields: ['usageWatts', 'gasDm3'] })),
    'date,timestamp,usageWatts,gasDm3\r\n' +
      '2024-08-16T20:31:50+02:00,1723833110,1,\r\n' +
      '2024-08-16T20:32:00+02:00,1723833120,,7\r\n',
  );
});

test('names the columns of buckets in the header line of CSV', async () => {
  const page = { timestamp: [], columns: {} };
  assert.equal(
    await textOf([page], csvRows({ ...plain, bucketed: true })),
    'date,timestamp,usageWatts,usageWattsMin,usageWattsMax\r\n',
  );
});

const value = fc.option(
  fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
);
const pageOf = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4_102_444_800 }), value, value), { maxLength: 40 })
  .map((rows) => ({
    timestamp: rows.map(([timestamp]) => timestamp),
    columns: { usageWatts: rows.map(([, watts]) => watts), gasDm3: rows.map(([, , gas]) => gas) },
  }));

test('renders what JSON.stringify would, however the rows are cut into pages', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pageOf, { minLength: 1, maxLength: 5 }), async (pages) => {
      const readings = pages.flatMap(({ timestamp, columns }) =>
        timestamp.map((at, row) => ({
          date: zone.toIso(at * 1000),
          timestamp: at,
          usageWatts: columns.usageWatts[row] ?? undefined,
          gasDm3: columns.gasDm3[row] ?? undefined,
        })),
      );
      const text = await textOf(pages, jsonRows({ ...plain, fields: ['usageWatts', 'gasDm3'] }));
      assert.equal(text, JSON.stringify({ readings }));
    }),
  );
});

test('has room for the longest row there can be', async () => {
  const longest = -1.2345678901234568e-300;
  const columns = Object.fromEntries(
    sampleField.options.map((field) => [field, Array(2_000).fill(longest)]),
  ) as HistoryPage['columns'];
  const timestamp = Array.from({ length: 2_000 }, (_, row) => 1723833110 + row * 10);
  const page = { timestamp, columns, minimum: columns, maximum: columns, bucketSeconds: 10 };
  const format = jsonRows({ fields: sampleField.options, bucketed: true, zone });
  const { readings } = JSON.parse(await textOf([page], format));
  assert.equal(readings.length, 2_000);
  assert.equal(readings[1_999].waterDm3Max, longest);
});
