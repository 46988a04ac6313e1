import type { Clock } from '@smer/shared/clock';
import type { Reading } from '@smer/shared/reading';

/** The meter's present moment, by the browser's clock and what the last reading told of the difference. */
export interface MeterClock {
  readonly now: Clock;
  /** Takes the difference from a reading of that age; returns by how much it changed, in ms. */
  learn(reading: Pick<Reading, 'timestamp'>, ageS: number): number;
}

export function createMeterClock(browser: Clock): MeterClock {
  let aheadMs = 0;
  return {
    now: () => browser() + aheadMs,
    learn: ({ timestamp }, ageS) => {
      const before = aheadMs;
      aheadMs = (timestamp + ageS) * 1000 - browser();
      return Math.abs(aheadMs - before);
    },
  };
}
