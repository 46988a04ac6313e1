import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleField } from '@smer/shared/history-page';
import { typicalHistory, typicalSample } from '../../test-support/make-history.ts';
import { readPage } from './read-page.ts';

const slotsPerDay = 8640;
const days = 31;
const mostBytes = 64;

test('takes at most 64 bytes a sample, with every column, its summaries and the counters', () => {
  const history = typicalHistory(days * slotsPerDay);
  const from = typicalSample(0).timestamp;
  for (const field of sampleField.options) {
    readPage(history.store, { from, points: 600, fields: [field] });
  }
  assert.equal(history.store.size, days * slotsPerDay);
  const bytes = (history.store.bytes + history.table.bytes) / history.store.size;
  assert.ok(bytes <= mostBytes, `${bytes} bytes a sample`);
});
