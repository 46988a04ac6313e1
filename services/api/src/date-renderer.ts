import type { TimeZone } from '@smer/shared/time-zone';

const quarterS = 900;

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);
const minutesAndSeconds = Array.from(
  { length: 3600 },
  (_, second) => `${two(Math.floor(second / 60))}:${two(second % 60)}`,
);

/**
 * Renders epoch seconds as local ISO 8601 with offset: `2024-10-27T02:30:00+02:00`. Within a
 * quarter of an hour only minutes and seconds differ (no zone of today has an offset of another
 * step), so the rest is kept: rows come in order of time, ninety to a quarter.
 */
export function createDateRenderer(zone: TimeZone): (timestamp: number) => string {
  let quarter = Number.NaN;
  let prefix = '';
  let suffix = '';
  let firstSecond = 0;
  return (timestamp) => {
    const start = timestamp - (timestamp % quarterS);
    if (start !== quarter) {
      const text = zone.toIso(start * 1000);
      quarter = start;
      prefix = text.slice(0, -11);
      firstSecond = Number(text.slice(-11, -9)) * 60;
      suffix = text.slice(-6);
    }
    return prefix + minutesAndSeconds[firstSecond + timestamp - start] + suffix;
  };
}
