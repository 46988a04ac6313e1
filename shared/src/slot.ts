import type { Reading } from './reading.ts';

/** Of each slot of so many seconds of the slot clock one sample is kept. */
export const slotS = 10;
export const slotsPerHour = 3600 / slotS;
export const slotsPerDay = 24 * slotsPerHour;

/** The slot that a moment lies in, which is given in epoch seconds. */
export const slotOf = (timestampS: number): number => Math.floor(timestampS / slotS);

/** What tells which of the readings in a slot is kept. */
export interface InSlot extends Pick<Reading, 'timestamp' | 'timestampSource'> {
  readonly receivedAt?: number | undefined;
}

/**
 * Negative where a slot keeps `a` rather than `b`: one whose time the meter told, as a computer that
 * has just started may believe it is an hour ago; then the earlier by the slot clock, by reception.
 */
export function compareInSlot(a: InSlot, b: InSlot): number {
  return (
    Number(a.timestampSource !== 'meter') - Number(b.timestampSource !== 'meter') ||
    a.timestamp - b.timestamp ||
    compareAbsentLast(a.receivedAt, b.receivedAt)
  );
}

export function compareAbsentLast(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  return (a ?? Number.POSITIVE_INFINITY) < (b ?? Number.POSITIVE_INFINITY) ? -1 : 1;
}
