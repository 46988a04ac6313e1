import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { isMidnight, timeTicks } from './time-ticks.ts';

const zone = createTimeZone('Europe/Amsterdam');
const seconds = (iso: string) => Date.parse(iso) / 1000;
const local = (ticksS: readonly number[]) =>
  ticksS.map((tickS) => zone.toIso(tickS * 1000).slice(11, 16));

describe('timeTicks', () => {
  it('marks quarters of an hour', () => {
    const fromS = seconds('2026-06-17T13:55:00+02:00');
    const { ticksS } = timeTicks({ fromS, toS: fromS + 3600 }, 5, zone);
    assert.deepEqual(local(ticksS), ['14:00', '14:15', '14:30', '14:45']);
  });

  it('marks local midnights on long ranges', () => {
    const fromS = seconds('2026-06-10T09:00:00+02:00');
    const { ticksS } = timeTicks({ fromS, toS: fromS + 5 * 86_400 }, 6, zone);
    assert.ok(ticksS.every((tickS) => isMidnight(tickS, zone)));
    assert.equal(ticksS.length, 5);
  });

  for (const [days, most] of [
    [120, 3],
    [365, 8],
    [3650, 3],
  ] as const) {
    it(`has more than one mark on ${days} days, where there is room for ${most}`, () => {
      const fromS = seconds('2016-06-10T09:00:00+02:00');
      const { ticksS } = timeTicks({ fromS, toS: fromS + days * 86_400 }, most, zone);
      assert.ok(ticksS.length >= 2 && ticksS.length <= most + 1, `${ticksS.length}`);
      assert.ok(ticksS.every((tickS) => isMidnight(tickS, zone)));
    });
  }

  it('keeps to local hours over the night of 25 hours', () => {
    const fromS = seconds('2026-10-25T00:00:00+02:00');
    const { ticksS } = timeTicks({ fromS, toS: fromS + 25 * 3600 }, 5, zone);
    assert.deepEqual(local(ticksS), ['00:00', '06:00', '12:00', '18:00', '00:00']);
  });

  it('gives rising marks within the range, no more than room for one beyond', () => {
    const instant = fc.integer({ min: seconds('2020-01-01'), max: seconds('2030-01-01') });
    fc.assert(
      fc.property(instant, fc.integer({ min: 60, max: 3650 * 86_400 }), (fromS, lengthS) => {
        const { ticksS } = timeTicks({ fromS, toS: fromS + lengthS }, 8, zone);
        assert.ok(ticksS.length <= 9, `${ticksS.length}`);
        for (const [index, tickS] of ticksS.entries()) {
          assert.ok(tickS >= fromS && tickS <= fromS + lengthS);
          assert.ok(index === 0 || tickS > (ticksS[index - 1] ?? 0));
        }
      }),
    );
  });
});
