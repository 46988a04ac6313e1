import type { Clock } from '@smer/shared/clock';

/** Age of the last reading in seconds, absent before the first; stale once nobody should call it now. */
export interface Age {
  readonly ageS?: number;
  readonly isStale: boolean;
}

export interface Freshness {
  staleAfterS: number;
  heard(ageS: number): void;
  state(): Age;
}

const usualStaleAfterS = 60;

/** How old the last reading is, by the browser's clock alone. */
export function createFreshness(browser: Clock): Freshness {
  let readAtMs: number | undefined;
  return {
    staleAfterS: usualStaleAfterS,
    heard: (ageS) => {
      readAtMs = browser() - ageS * 1000;
    },
    state() {
      if (readAtMs === undefined) return { isStale: true };
      const ageS = (browser() - readAtMs) / 1000;
      return { ageS, isStale: ageS > this.staleAfterS };
    },
  };
}
