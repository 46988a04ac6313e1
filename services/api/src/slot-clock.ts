import type { Reading } from '@smer/shared/reading';

/**
 * `now`, in epoch milliseconds, by the clock that samples are kept by: the meter's, as far from the
 * computer's as the last reading told.
 */
export const slotClockAt = (
  now: number,
  last: Pick<Reading, 'timestamp' | 'receivedAt'> | undefined,
): number => (last ? now + last.timestamp * 1000 - last.receivedAt : now);
