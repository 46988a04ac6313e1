import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { type EnergySpan, type SpanKind, spanAt } from './energy-span.ts';

const zone = createTimeZone('Europe/Amsterdam');
const noon = Date.parse('2026-06-17T12:00:00+02:00');
const datesOf = ({ startS, endS }: EnergySpan) =>
  [startS, endS].map((instantS) => zone.toIso(instantS * 1000).slice(0, 16));

describe('spanAt', () => {
  const cases: { kind: SpanKind; shift: number; dates: string[]; bars: number }[] = [
    { kind: 'day', shift: 0, dates: ['2026-06-17T00:00', '2026-06-18T00:00'], bars: 24 },
    { kind: 'day', shift: -17, dates: ['2026-05-31T00:00', '2026-06-01T00:00'], bars: 24 },
    { kind: 'week', shift: 0, dates: ['2026-06-15T00:00', '2026-06-22T00:00'], bars: 7 },
    { kind: 'week', shift: -3, dates: ['2026-05-25T00:00', '2026-06-01T00:00'], bars: 7 },
    { kind: 'month', shift: 0, dates: ['2026-06-01T00:00', '2026-07-01T00:00'], bars: 30 },
    { kind: 'month', shift: -4, dates: ['2026-02-01T00:00', '2026-03-01T00:00'], bars: 28 },
    { kind: 'month', shift: -6, dates: ['2025-12-01T00:00', '2026-01-01T00:00'], bars: 31 },
    { kind: 'year', shift: 0, dates: ['2026-01-01T00:00', '2027-01-01T00:00'], bars: 12 },
    { kind: 'year', shift: -1, dates: ['2025-01-01T00:00', '2026-01-01T00:00'], bars: 12 },
  ];
  for (const { kind, shift, dates, bars } of cases) {
    it(`goes from ${dates[0]} for the ${kind} ${shift}`, () => {
      const span = spanAt(kind, noon, zone, shift);
      assert.deepEqual(datesOf(span), dates);
      assert.equal(span.barStartsS.length, bars);
    });
  }

  it('has 23 bars in the day of 23 hours and 25 in that of 25', () => {
    const spring = spanAt('day', Date.parse('2026-03-29T12:00:00Z'), zone);
    const autumn = spanAt('day', Date.parse('2026-10-25T12:00:00Z'), zone);
    assert.deepEqual([spring.barStartsS.length, autumn.barStartsS.length], [23, 25]);
  });

  it('has a bar for each hour that passes, also where the clock is changed by half an hour', () => {
    const lordHowe = createTimeZone('Australia/Lord_Howe');
    const { startS, barStartsS } = spanAt('day', Date.parse('2026-10-04T12:00:00+11:00'), lordHowe);
    assert.deepEqual(
      barStartsS,
      Array.from({ length: 24 }, (_, hour) => startS + hour * 3600),
    );
  });

  it('lets Sunday belong to the week of the Monday before', () => {
    const sunday = spanAt('week', Date.parse('2026-06-21T20:00:00+02:00'), zone);
    assert.equal(datesOf(sunday)[0], '2026-06-15T00:00');
  });

  it('holds the instant it was asked for, and follows the span before without gap', () => {
    const kinds = fc.constantFrom<SpanKind>('day', 'week', 'month', 'year');
    const instant = fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2035-01-01') });
    fc.assert(
      fc.property(kinds, instant, (kind, instantMs) => {
        const span = spanAt(kind, instantMs, zone);
        assert.ok(span.startS <= instantMs / 1000 && instantMs / 1000 < span.endS);
        assert.equal(spanAt(kind, instantMs, zone, -1).endS, span.startS);
      }),
    );
  });

  it('comes back by as many steps as it went', () => {
    const kinds = fc.constantFrom<SpanKind>('day', 'week', 'month', 'year');
    fc.assert(
      fc.property(kinds, fc.integer({ min: -40, max: 40 }), (kind, shift) => {
        const there = spanAt(kind, noon, zone, shift);
        assert.deepEqual(spanAt(kind, there.startS * 1000, zone, -shift), spanAt(kind, noon, zone));
      }),
    );
  });
});
