import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import { parseInstant } from './parse-instant.ts';

const zone = createTimeZone('Europe/Amsterdam');

const instants: [string, number | undefined][] = [
  ['0', 0],
  ['1723833110', 1723833110],
  ['2024-08-16T18:31:50Z', 1723833110],
  ['2024-08-16t18:31:50z', 1723833110],
  ['2024-08-16T20:31:50+02:00', 1723833110],
  ['2024-08-16T20:31:50+0200', 1723833110],
  ['2024-08-16T20:31:50 02:00', 1723833110],
  ['2024-08-16T16:31:50-02:00', 1723833110],
  ['2024-08-16T20:31:50', 1723833110],
  ['2024-08-16 20:31:50', 1723833110],
  ['2024-08-16T20:31:49.25', 1723833110],
  ['2024-08-16T20:31:50.000', 1723833110],
  ['2024-08-16T20:31', 1723833060],
  ['2024-08-16', 1723759200],
  ['2024-10-27T02:30:00', 1729989000],
  ['2024-02-29', 1709161200],
  ['', undefined],
  ['now', undefined],
  ['-5', undefined],
  ['1e9', undefined],
  ['1723833110000', undefined],
  ['2023-02-29', undefined],
  ['2024-13-01', undefined],
  ['2024-08-16T24:00', undefined],
  ['2024-08-16T20:60', undefined],
  ['2024-08-16T20:31:60', undefined],
  ['2024-08-16T20:31:50+2', undefined],
  ['2024-08-16T20:31:50+24:00', undefined],
  ['2024-08-16T20:31:50+01:60', undefined],
  ['0050-08-16', undefined],
  ['2024-08-16 or so', undefined],
];

for (const [text, expected] of instants) {
  test(`reads '${text}' as ${expected ?? 'no instant'}`, () => {
    assert.equal(parseInstant(text, zone), expected);
  });
}
