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

/** Whether there is such a time: 31 February and 25:00 would silently become another. */
export function isRealTime(local: LocalTime): boolean {
  const real = toLocalTime(wallTime(local));
  return Object.entries(local).every(([part, value]) => real[part as keyof LocalTime] === value);
}
