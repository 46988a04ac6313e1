import type { EnergyPeriod } from './history-page.ts';
import type { LocalTime } from './local-time.ts';
import type { TimeZone } from './time-zone.ts';

/** A period of the local calendar, [start, end) in epoch seconds. */
export interface CalendarPeriod {
  readonly start: number;
  readonly end: number;
}

const secondsOf = { quarter: 900, hour: 3600 } as const;

/**
 * The period of the zone's calendar that an instant (epoch seconds) is in. Days have 23 and 25 hours
 * at the changes of the clock; weeks begin on Monday (ISO 8601).
 */
export function periodAt(zone: TimeZone, period: EnergyPeriod, instant: number): CalendarPeriod {
  if (period === 'quarter' || period === 'hour') {
    const length = secondsOf[period];
    const offset = zone.offsetMs(instant * 1000) / 1000;
    const start = Math.floor((instant + offset) / length) * length - offset;
    return { start, end: start + length };
  }
  const { year, month, day } = zone.toLocal(instant * 1000);
  const midnight = (y: number, m: number, d: number) =>
    zone.toInstant({ year: y, month: m, day: d, ...startOfDay }) / 1000;
  switch (period) {
    case 'day':
      return { start: midnight(year, month, day), end: midnight(year, month, day + 1) };
    case 'week': {
      const monday = day - daysSinceMonday({ year, month, day });
      return { start: midnight(year, month, monday), end: midnight(year, month, monday + 7) };
    }
    case 'month':
      return { start: midnight(year, month, 1), end: midnight(year, month + 1, 1) };
    case 'year':
      return { start: midnight(year, 1, 1), end: midnight(year + 1, 1, 1) };
  }
}

/** The periods, one after the other, that overlap [from, to), up to `limit`. */
export function periodsIn(
  zone: TimeZone,
  period: EnergyPeriod,
  { from, to, limit }: { from: number; to: number; limit: number },
): CalendarPeriod[] {
  const periods: CalendarPeriod[] = [];
  let next = from;
  while (next < to && periods.length < limit) {
    const found = periodAt(zone, period, next);
    periods.push(found);
    next = found.end;
  }
  return periods;
}

/** The local month of an instant (epoch seconds), `2024-08`. */
export function monthOf(zone: TimeZone, instant: number): string {
  const { year, month } = zone.toLocal(instant * 1000);
  return `${year}-${String(month).padStart(2, '0')}`;
}

const startOfDay = { hour: 0, minute: 0, second: 0 };

/** 1 January 1970 was a Thursday, the fourth day of its week. */
function daysSinceMonday({ year, month, day }: Pick<LocalTime, 'year' | 'month' | 'day'>): number {
  return (Date.UTC(year, month - 1, day) / 86_400_000 + 3) % 7;
}
