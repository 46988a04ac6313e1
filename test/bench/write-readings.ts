import { createTimeZone } from '@smer/shared/time-zone';

const zone = createTimeZone('Europe/Amsterdam');

/** Readings as the history is answered, written by JSON.stringify alone: ten seconds apart, from an instant in seconds. */
export function writeReadings(firstS: number, count: number): string {
  const readings = Array.from({ length: count }, (_, index) => {
    const timestamp = firstS + index * 10;
    const date = zone.toIso(timestamp * 1000);
    return { date, timestamp, usageWatts: Math.round(1_000 * Math.sin(index / 500)) };
  });
  return JSON.stringify({ readings });
}
