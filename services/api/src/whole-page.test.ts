import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { jsonRows } from './history-rows.ts';
import { renderPage } from './render-history.ts';
import { cutPage, renderWholePage } from './whole-page.ts';

const format = jsonRows({ fields: ['usageWatts'], bucketed: false, zone: createTimeZone('UTC') });

const pageOf = (timestamp: number[], next?: number) => ({
  timestamp,
  columns: { usageWatts: timestamp.map((at) => at % 977) },
  next,
});

const instant = fc.integer({ min: 1_700_000_000, max: 1_700_000_100 });
const timestamps = fc
  .uniqueArray(instant, { maxLength: 30 })
  .map((all) => all.sort((a, b) => a - b));

test('cuts from a page just what a page of the range alone would be', () => {
  fc.assert(
    fc.property(timestamps, instant, instant, (all, from, to) => {
      const { rows } = cutPage(renderWholePage(pageOf(all), format), { from, to });
      const within = all.filter((at) => at >= from && at < to);
      const alone = renderPage(pageOf(within), format);
      assert.deepEqual(Buffer.from(rows), Buffer.from(alone.rows));
    }),
  );
});

test('is the last page where the next begins after the range', () => {
  const page = renderWholePage(pageOf([10, 20], 30), format);
  assert.equal(cutPage(page, { from: 10, to: 31 }).next, 30);
  assert.equal(cutPage(page, { from: 10, to: 30 }).next, undefined);
});
