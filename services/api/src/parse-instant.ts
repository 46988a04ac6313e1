import { isRealTime, readLocalTime, readOffset, wallTime } from '@smer/shared/local-time';
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
  const local = readLocalTime(match.slice(1, 7));
  if (!isRealTime(local)) return undefined;
  // An unescaped `+` in a query string arrives as a space.
  const instant = match[7] ? wallTime(local) - readOffset(match[7]) : zone.toInstant(local);
  return instant / 1000 + (Number.isInteger(seconds) ? 0 : 1);
}
