/** A time as a calendar and a clock on the wall show it. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The instant, in epoch milliseconds, at which a wall in UTC shows it. */
export const wallTime = ({ year, month, day, hour, minute, second }: LocalTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Reverses `wallTime`. */
export function toLocalTime(wall: number): LocalTime {
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** Year, month, day, hour, minute and second from their digits; what is absent is 0, and a fraction left out. */
export function readLocalTime(digits: readonly (string | undefined)[]): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits.map((part) =>
    Math.floor(Number(part ?? 0)),
  );
  return { year, month, day, hour, minute, second };
}

/** `+02:00`, `-0330` or `Z` in milliseconds. A sign that is none counts as `+`. */
export function readOffset(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text[0] === '-' ? -minutes : minutes) * 60_000;
}

/** Whether there is such a time: 31 February and 25:00 would silently become another. */
export function isRealTime(local: LocalTime): boolean {
  const real = toLocalTime(wallTime(local));
  return (
    real.year === local.year &&
    real.month === local.month &&
    real.day === local.day &&
    real.hour === local.hour &&
    real.minute === local.minute &&
    real.second === local.second
  );
}
