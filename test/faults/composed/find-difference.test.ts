import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDifference, findFalsehood } from './find-difference.ts';

const row = (timestamp: number, usageWatts = timestamp) => ({ timestamp, usageWatts });
const sent = (timestamp: number, intact = true) => ({ ...row(timestamp), intact });

for (const [what, disturbed, undisturbed, gaps, expected] of [
  ['finds none between equals', [row(10), row(20)], [row(10), row(20)], [], undefined],
  ['finds a slot that is missing', [row(10)], [row(10), row(20)], [], /00:20.*: nothing; its twin/],
  ['finds a slot too many', [row(10), row(20)], [row(10)], [], /00:20.*its twin: nothing/],
  ['finds a later reading in a slot', [row(11)], [row(10)], [], /"timestamp":11.*"timestamp":10/],
  ['finds another value', [row(10, 5)], [row(10)], [], /"usageWatts":5/],
  [
    'leaves out slots that a gap touches',
    [],
    [row(10), row(20)],
    [{ fromS: 19, toS: 20 }],
    undefined,
  ],
  ['looks beyond a gap', [], [row(10), row(30)], [{ fromS: 19, toS: 20 }], /00:30/],
] as const) {
  test(`the difference of twins ${what}`, () => {
    const difference = findDifference(disturbed, undisturbed, gaps);
    if (expected === undefined) assert.equal(difference, undefined);
    else assert.match(`${difference}`, expected);
  });
}

for (const [what, rows, telegrams, expected] of [
  [
    'finds none where the earliest of each slot is kept',
    [row(10)],
    [sent(10), sent(11)],
    undefined,
  ],
  ['finds a sample that was never sent', [row(10, 5)], [sent(10)], /never sent/],
  ['finds a slot that is there twice', [row(10), row(11)], [sent(10), sent(11)], /twice/],
  ['finds a telegram that was lost', [row(10)], [sent(10), sent(20)], /lost/],
  ['finds that a later one was kept', [row(11)], [sent(10), sent(11)], /lost/],
  ['misses no telegram that was spoiled', [row(11)], [sent(10, false), sent(11)], undefined],
] as const) {
  test(`what the meter sent ${what}`, () => {
    const falsehood = findFalsehood(rows, telegrams, []);
    if (expected === undefined) assert.equal(falsehood, undefined);
    else assert.match(`${falsehood}`, expected);
  });
}
