import type { EnergyPeriod } from '@smer/shared/history-page';
import type { LocalTime, TimeZone } from '@smer/shared/time-zone';

export type SpanKind = 'day' | 'week' | 'month' | 'year';

/** A local day, week (from Monday), month or year: [startS, endS) in epoch seconds, and its bars. */
export interface EnergySpan {
  readonly kind: SpanKind;
  readonly startS: number;
  readonly endS: number;
  readonly bars: EnergyPeriod;
  readonly barStartsS: readonly number[];
}

const barsOf: Record<SpanKind, 'hour' | 'day' | 'month'> = {
  day: 'hour',
  week: 'day',
  month: 'day',
  year: 'month',
};

/** The span of a kind that holds an instant (epoch ms), or the one so many before or after it. */
export function spanAt(kind: SpanKind, instantMs: number, zone: TimeZone, shift = 0): EnergySpan {
  const start = moved(startOf(kind, zone.toLocal(instantMs)), kind, shift);
  const startS = zone.toInstant(start) / 1000;
  const endS = zone.toInstant(moved(start, kind, 1)) / 1000;
  const bars = barsOf[kind];
  return { kind, startS, endS, bars, barStartsS: barStarts({ start, startS, endS }, bars, zone) };
}

function barStarts(
  { start, startS, endS }: { start: LocalTime; startS: number; endS: number },
  bars: 'hour' | 'day' | 'month',
  zone: TimeZone,
): number[] {
  const starts: number[] = [];
  for (let index = 0, atS = startS; atS < endS; ) {
    starts.push(atS);
    index += 1;
    // Hours are counted as they pass, so that days of 23 and 25 hours have as many bars.
    atS =
      bars === 'hour' ? startS + index * 3600 : zone.toInstant(moved(start, bars, index)) / 1000;
  }
  return starts;
}

const midnight = { hour: 0, minute: 0, second: 0 };

function startOf(kind: SpanKind, { year, month, day }: LocalTime): LocalTime {
  switch (kind) {
    case 'day':
      return { year, month, day, ...midnight };
    case 'week': {
      const daysSinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
      return dateOf(year, month, day - daysSinceMonday);
    }
    case 'month':
      return { year, month, day: 1, ...midnight };
    case 'year':
      return { year, month: 1, day: 1, ...midnight };
  }
}

function moved({ year, month, day }: LocalTime, kind: SpanKind, count: number): LocalTime {
  switch (kind) {
    case 'day':
      return dateOf(year, month, day + count);
    case 'week':
      return dateOf(year, month, day + 7 * count);
    case 'month':
      return dateOf(year, month + count, day);
    case 'year':
      return dateOf(year + count, month, day);
  }
}

function dateOf(year: number, month: number, day: number): LocalTime {
  const date = new Date(Date.UTC(year, month - 1, day));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    ...midnight,
  };
}
