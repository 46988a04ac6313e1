import type { LocalTime } from '@smer/shared/local-time';
import type { TimeZone } from '@smer/shared/time-zone';
import { digitsEnd, digitsValue, type Span } from './span.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

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
  sent: Span,
  rules: ClockRules,
  after = Number.NEGATIVE_INFINITY,
): number | undefined {
  const local = localTime(sent);
  if (local === undefined) return undefined;
  const letter = sent.bytes[sent.start + timeDigits];
  if (sent.end - sent.start === timeDigits) return fromZone(local, rules.zone, after);
  if (letter === letterW) return wallClock(local) - rules.winterOffsetMs;
  if (letter === letterS) return wallClock(local) - rules.winterOffsetMs - hourMs;
  return undefined;
}

/**
 * The month, as `YYYY-MM`, that ended at a time such as `200501000000S`: its clock shows the first
 * moment of the next one. Undefined for what is not a time; the letter does not matter.
 */
export function readMonthEndingAt(sent: Span): string | undefined {
  const local = localTime(sent);
  return local && new Date(wallClock(local) - 1).toISOString().slice(0, 7);
}

/** Whether a span has the form of a time, with any letter or none. */
export function looksLikeTime({ bytes, start, end }: Span): boolean {
  const letters = end - start - timeDigits;
  return (letters === 0 || letters === 1) && digitsEnd(bytes, start, end) === start + timeDigits;
}

const timeDigits = 12;
const letterS = 0x53;
const letterW = 0x57;
/** A meter whose clock was never set says 2000; none with a P1 port is that old. */
const firstYear = 2001;
const lastYear = 2069;

function localTime(sent: Span): LocalTime | undefined {
  if (!looksLikeTime(sent)) return undefined;
  const local = {
    year: 2000 + twoDigits(sent, 0),
    month: twoDigits(sent, 2),
    day: twoDigits(sent, 4),
    hour: twoDigits(sent, 6),
    minute: twoDigits(sent, 8),
    second: twoDigits(sent, 10),
  };
  return isTime(local) ? local : undefined;
}

function twoDigits({ bytes, start }: Span, at: number): number {
  return digitsValue(bytes, start + at, start + at + 2);
}

// Without `Date`, with which all of this takes five times as long: a telegram has several times.

function isTime({ year, month, day, hour, minute, second }: LocalTime): boolean {
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return false;
  if (day < 1 || day > daysInMonth(year, month)) return false;
  return hour < 24 && minute < 60 && second < 60;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
const year2000 = Date.UTC(2000, 0, 1) / dayMs;

function daysInMonth(year: number, month: number): number {
  const leapDay = month === 2 && year % 4 === 0 ? 1 : 0;
  return (daysBefore[month] ?? 0) - (daysBefore[month - 1] ?? 0) + leapDay;
}

/** As `Date.UTC` has it, for the years that a meter can show. */
function wallClock({ year, month, day, hour, minute, second }: LocalTime): number {
  const leapDays = Math.ceil((year - 2000) / 4) + (month > 2 && year % 4 === 0 ? 1 : 0);
  const days = year2000 + (year - 2000) * 365 + leapDays + (daysBefore[month - 1] ?? 0) + day - 1;
  return days * dayMs + hour * hourMs + minute * 60_000 + second * 1_000;
}

function fromZone(local: LocalTime, zone: TimeZone, after: number): number {
  const first = zone.toInstant(local);
  return first <= after ? zone.toInstant(local, { later: true }) : first;
}
