import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRealTime, toLocalTime, wallTime } from './local-time.ts';

const noon = { year: 2024, month: 2, day: 29, hour: 12, minute: 0, second: 59 };

test('reads back any second of the years 100 to 9999', () => {
  const seconds = fc.integer({ min: -59_011_459_200, max: 253_402_300_799 });
  fc.assert(
    fc.property(seconds, (second) => {
      const local = toLocalTime(second * 1000);
      assert.equal(wallTime(local), second * 1000);
      assert.ok(isRealTime(local));
    }),
  );
});

for (const [what, parts] of [
  ['30 February', { day: 30 }],
  ['month 0', { month: 0 }],
  ['month 13', { month: 13 }],
  ['day 0', { day: 0 }],
  ['24 o’clock', { hour: 24 }],
  ['minute 60', { minute: 60 }],
  ['second 60', { second: 60 }],
  ['29 February of another year', { year: 2023 }],
] as const) {
  test(`knows no ${what}`, () => {
    assert.equal(isRealTime(noon), true);
    assert.equal(isRealTime({ ...noon, ...parts }), false);
  });
}
