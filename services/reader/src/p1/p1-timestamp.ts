import type { LocalTime, TimeZone } from '@smer/shared/time-zone';

const hourMs = 3_600_000;

/** How the clock of a meter is to be read. */
export interface ClockRules {
  /** From UTC to the meter's time with letter W; letter S adds an hour. */
  readonly winterOffsetMs: number;
  /** For times without a letter (TST12). */
  readonly zone: TimeZone;
}

/**
 * Reads a time such as `101209113020W` as an instant in epoch milliseconds. The letter alone
 * tells the offset (S: summer, W: winter), so the hour that autumn repeats is never in doubt.
 * Without a letter (DSMR 2.x and 3.0, TST12) the zone tells it; `after`, the instant before it in
 * the same series, tells which of two repeated hours is meant.
 *
 * Undefined for what is not a time, which meters send for "never" and "clock not set":
 * `632525252525W`, `700101010000W`, `000101000001W`, impossible dates, other letters.
 */
export function readTimestamp(
  sent: string,
  rules: ClockRules,
  after = Number.NEGATIVE_INFINITY,
): number | undefined {
  const local = localFields(sent);
  if (local === undefined) return undefined;
  const letter = sent.slice(12);
  if (letter === 'W') return wallClock(local) - rules.winterOffsetMs;
  if (letter === 'S') return wallClock(local) - rules.winterOffsetMs - hourMs;
  if (letter !== '') return undefined;
  const first = rules.zone.toInstant(local);
  return first <= after ? rules.zone.toInstant(local, { later: true }) : first;
}

/**
 * The month, as `YYYY-MM`, that ended at a time such as `200501000000S`: its clock shows the first
 * moment of the next one. Undefined for what is not a time; the letter does not matter.
 */
export function readMonthEndingAt(sent: string): string | undefined {
  const local = localFields(sent);
  if (local === undefined) return undefined;
  return new Date(wallClock(local) - 1).toISOString().slice(0, 7);
}

/** A meter whose clock was never set says 2000; no meter with a P1 port is that old. */
const firstYear = 2001;
const lastYear = 2069;

function localFields(sent: string): LocalTime | undefined {
  if (!/^\d{12}[A-Z]?$/.test(sent)) return undefined;
  const two = (at: number) => Number(sent.slice(at, at + 2));
  const local = {
    year: 2000 + two(0),
    month: two(2),
    day: two(4),
    hour: two(6),
    minute: two(8),
    second: two(10),
  };
  return isTime(local) ? local : undefined;
}

function isTime({ year, month, day, hour, minute, second }: LocalTime): boolean {
  if (year < firstYear || year > lastYear || hour > 23 || minute > 59 || second > 59) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function wallClock({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
