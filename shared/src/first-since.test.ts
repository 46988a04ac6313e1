import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstSince } from './first-since.ts';

test('parts ascending values into those below and the others', () => {
  const values = fc.uniqueArray(fc.integer()).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(values, fc.integer(), (all, least) => {
      assert.equal(firstSince(all, least), all.filter((value) => value < least).length);
    }),
  );
});
