import { isRealTime, type LocalTime, wallTime } from '@smer/shared/local-time';
import type { TimeZone } from '@smer/shared/time-zone';

const wholeSeconds = /^\d{1,10}$/;
const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?([Zz]|[+ -](?:[01]\d|2[0-3]):?[0-5]\d)?$/;

/** What an instant looks like, for the description of the API. */
export const instantPattern = `${wholeSeconds.source}|${iso.source}`;

/**
 * Reads an instant given as epoch seconds or as ISO 8601: `1723833110`, `2024-08-16`,
 * `2024-08-16T18:31:50`, `2024-08-16T18:31:50+02:00`. Without an offset it is local time of
 * `zone`. A fraction rounds up, so that a half-open range of whole seconds stays the same.
 * Returns epoch seconds, or undefined for anything else.
 */
export function parseInstant(text: string, zone: TimeZone): number | undefined {
  if (wholeSeconds.test(text)) return Number(text);
  const match = iso.exec(text);
  if (!match) return undefined;
  const seconds = Number(match[6] ?? 0);
  const local = localTime(match, Math.floor(seconds));
  if (!isRealTime(local)) return undefined;
  const instant = match[7] ? wallTime(local) - offsetMs(match[7]) : zone.toInstant(local);
  return instant / 1000 + (Number.isInteger(seconds) ? 0 : 1);
}

function localTime(match: RegExpExecArray, second: number): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1, 6)
    .map((digits) => Number(digits ?? 0));
  return { year, month, day, hour, minute, second };
}

/** An unescaped `+` in a query string arrives as a space, so a space counts as `+`. */
function offsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
