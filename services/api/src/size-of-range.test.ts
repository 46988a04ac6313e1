import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleField } from '@smer/shared/history-page';
import { isSharedRange, isShortRange, LongRange, type SampleRange } from './size-of-range.ts';

const nowS = 1_723_833_110;
const hourS = 3600;
const fields = ['usageWatts'];

const ranges: [string, SampleRange, boolean][] = [
  ['the last minute', { from: nowS - 60, fields }, true],
  ['six hours of one field', { from: nowS - 6 * hourS, fields }, true],
  ['eight hours of one field', { from: nowS - 8 * hourS, fields }, false],
  ['an hour of all fields', { from: nowS - hourS, fields: sampleField.options }, true],
  ['two hours of all fields', { from: nowS - 2 * hourS, fields: sampleField.options }, false],
  ['an hour of long ago', { from: 5, to: 5 + hourS, fields }, true],
  ['all up to an instant', { to: nowS, fields }, false],
  ['everything', { fields }, false],
];

for (const [what, range, isShort] of ranges) {
  test(`takes ${what} for ${isShort ? 'about a page at most' : 'more than a page perhaps'}`, () => {
    assert.equal(isShortRange(range, nowS), isShort);
  });
}

const shared: [string, SampleRange, boolean][] = [
  ['six hours of one field', { from: nowS - 6 * hourS, fields }, false],
  ['a day of one field', { from: nowS - 24 * hourS, fields }, true],
  ['a month of one field', { from: nowS - 31 * 24 * hourS, fields }, false],
  ['everything', { fields }, false],
];

for (const [what, range, isShared] of shared) {
  test(`${isShared ? 'takes' : 'does not take'} ${what} for a few pages`, () => {
    assert.equal(isSharedRange(range, nowS), isShared);
  });
}

const known = new LongRange();
known.remember({ from: 100, to: 900, fields: ['usageWatts', 'gasDm3'] }, 500);

const others: [string, SampleRange, boolean][] = [
  ['the same range', { from: 100, to: 900, fields: ['usageWatts', 'gasDm3'] }, true],
  ['everything', { fields: ['usageWatts', 'powerL1W'] }, true],
  ['everything of more fields', { fields: ['usageWatts', 'powerL1W', 'powerL2W'] }, false],
  ['a range that begins later', { from: 110, fields: ['usageWatts', 'gasDm3'] }, false],
  ['a range that ends with the page', { to: 500, fields: ['usageWatts', 'gasDm3'] }, false],
  ['a range of fewer fields', { fields }, false],
];

for (const [what, range, isWithin] of others) {
  test(`knows ${isWithin ? 'from one long range' : 'nothing'} of ${what}`, () => {
    assert.equal(known.isWithin(range), isWithin);
  });
}

test('knows of no range as long at first', () => {
  assert.equal(new LongRange().isWithin({ fields: sampleField.options }), false);
});
