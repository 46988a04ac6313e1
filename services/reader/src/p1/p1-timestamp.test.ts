import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { readMonthEndingAt, readTimestamp } from './p1-timestamp.ts';
import { spanOf } from './span.ts';

const hourMs = 3_600_000;
const rules = { winterOffsetMs: hourMs, zone: createTimeZone('Europe/Amsterdam') };
const eastern = { ...rules, winterOffsetMs: 2 * hourMs };
const read = (sent: string, after?: number) => readTimestamp(spanOf(sent), rules, after);
const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString();

describe('readTimestamp', () => {
  const times: [string, string][] = [
    ['101209113020W', '2010-12-09T10:30:20.000Z'],
    ['200512145552S', '2020-05-12T12:55:52.000Z'],
    ['241027023000S', '2024-10-27T00:30:00.000Z'],
    ['241027023000W', '2024-10-27T01:30:00.000Z'],
    ['240331015959W', '2024-03-31T00:59:59.000Z'],
    ['240331030000S', '2024-03-31T01:00:00.000Z'],
    ['240331023000W', '2024-03-31T01:30:00.000Z'],
    ['240701120000W', '2024-07-01T11:00:00.000Z'],
    ['241201000000S', '2024-11-30T22:00:00.000Z'],
    ['240229235959W', '2024-02-29T22:59:59.000Z'],
    ['090212160000', '2009-02-12T15:00:00.000Z'],
    ['240701120000', '2024-07-01T10:00:00.000Z'],
    ['240331023000', '2024-03-31T01:30:00.000Z'],
    ['241027023000', '2024-10-27T00:30:00.000Z'],
  ];
  for (const [sent, instant] of times) {
    it(`reads ${sent} as ${instant}`, () => assert.equal(iso(read(sent)), instant));
  }

  const never = [
    '632525252525S',
    '632525252525W',
    '700101010000W',
    '000101000000W',
    '000101010000W',
    '000101000001W',
    '000000000000W',
    '240001000000W',
    '241301000000W',
    '240100000000W',
    '240431000000S',
    '230229000000W',
    '240101240000W',
    '240101006000W',
    '240101000060W',
    '240101000000T',
    '240101000000w',
    '24010100000W',
    '2401010000000W',
    '240101000000WW',
    '24010x000000W',
    '',
  ];
  for (const sent of never) {
    it(`takes ${sent || 'nothing'} for no time`, () => assert.equal(read(sent), undefined));
  }

  it('reads Lithuanian and Finnish times as UTC+2 and +3', () => {
    const sent = spanOf('240214101735W');
    assert.equal(iso(readTimestamp(sent, eastern)), '2024-02-14T08:17:35.000Z');
    assert.equal(iso(readTimestamp(spanOf('240714101735S'), eastern)), '2024-07-14T07:17:35.000Z');
  });

  it('takes the second of two repeated hours once the first has been', () => {
    const first = read('241027023000');
    assert.equal(iso(read('241027023000', first)), '2024-10-27T01:30:00.000Z');
    assert.equal(iso(read('241027030000', first)), '2024-10-27T02:00:00.000Z');
  });

  it('agrees with the calendar for every second that a meter can show', () => {
    const from = Date.UTC(2001, 0, 1);
    const to = Date.UTC(2070, 0, 1) - 1000;
    fc.assert(
      fc.property(fc.integer({ min: from / 1000, max: to / 1000 }), (second) => {
        const digits = new Date(second * 1000).toISOString().replace(/\D/g, '').slice(2, 14);
        assert.equal(read(`${digits}W`), second * 1000 - hourMs);
        assert.equal(read(`${digits}S`), second * 1000 - 2 * hourMs);
      }),
    );
  });
});

describe('readMonthEndingAt', () => {
  const months: [string, string | undefined][] = [
    ['200501000000S', '2020-04'],
    ['200301000000S', '2020-02'],
    ['240101000000W', '2023-12'],
    ['200501000000T', '2020-04'],
    ['200515120000S', '2020-05'],
    ['632525252525W', undefined],
  ];
  for (const [sent, month] of months) {
    it(`takes ${sent} for the end of ${month ?? 'no month'}`, () => {
      assert.equal(readMonthEndingAt(spanOf(sent)), month);
    });
  }
});
