import type { TimeZone } from '@smer/shared/time-zone';
import type { ByteText } from './byte-text.ts';

const quarterS = 900;
const minuteS = 60;

/** `00` to `59`. */
const twoDigits = Buffer.from(
  Array.from({ length: minuteS }, (_, value) => `${value}`.padStart(2, '0')).join(''),
);

/**
 * Writes epoch seconds as local ISO 8601 with offset, `2024-10-27T02:30:00+02:00`, between two
 * constant pieces of text. Within a quarter of an hour only minutes and seconds differ (every
 * offset in use is a multiple of it), so the rest is kept as a stencil: samples come in order of
 * time, ninety to a quarter.
 */
export function createDateWriter(zone: TimeZone, before: string, after: string) {
  const minutesAt = before.length + 'YYYY-MM-DDThh:'.length;
  let quarter = Number.NaN;
  let firstMinute = 0;
  let stencil = Buffer.alloc(0);
  const put = (at: number, value: number) => {
    stencil[at] = twoDigits[2 * value] ?? 0;
    stencil[at + 1] = twoDigits[2 * value + 1] ?? 0;
  };
  return (text: ByteText, timestamp: number): void => {
    if (!(timestamp >= quarter && timestamp < quarter + quarterS)) {
      quarter = timestamp - (timestamp % quarterS);
      stencil = Buffer.from(before + zone.toIso(quarter * 1000) + after);
      firstMinute = Number(stencil.toString('latin1', minutesAt, minutesAt + 2));
    }
    const minutes = Math.floor((timestamp - quarter) / minuteS);
    put(minutesAt, firstMinute + minutes);
    put(minutesAt + 3, timestamp - quarter - minutes * minuteS);
    text.copy(stencil);
  };
}
