import assert from 'node:assert/strict';
import { test } from 'node:test';
import { historyPage } from './history-page.ts';

test('takes columns of numbers with nothing where a sample lacks the field', () => {
  const page = { timestamp: [1, 2], columns: { usageWatts: [-5, null] } };
  assert.deepEqual(historyPage.parse(page), page);
});

for (const [what, page] of [
  ['a time with a fraction', { timestamp: [1.5], columns: {} }],
  ['a time that is text', { timestamp: ['1'], columns: {} }],
  ['a time before 1970', { timestamp: [-1], columns: {} }],
  ['a time after the year 9999', { timestamp: [253_402_300_800], columns: {} }],
  ['a value beyond all numbers', { timestamp: [1], columns: { usageWatts: [Infinity] } }],
  ['a value that is text', { timestamp: [1], columns: { usageWatts: ['5'] } }],
  ['a column that is no array', { timestamp: [1], columns: { usageWatts: 5 } }],
  ['a column nobody knows', { timestamp: [1], columns: { noise: [5] } }],
] as const) {
  test(`refuses ${what}`, () => {
    assert.equal(historyPage.safeParse(page).success, false);
  });
}
