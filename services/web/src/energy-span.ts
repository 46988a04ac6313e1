import type { EnergyPeriod } from '@smer/shared/history-page';
import { type CalendarPeriod, periodAt, periodsIn } from '@smer/shared/local-calendar';
import type { TimeZone } from '@smer/shared/time-zone';

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
  let span = periodAt(zone, kind, instantMs / 1000);
  for (let step = 0; step < Math.abs(shift); step += 1) {
    span = periodAt(zone, kind, shift < 0 ? span.start - 1 : span.end);
  }
  const { start: startS, end: endS } = span;
  const bars = barsOf[kind];
  return { kind, startS, endS, bars, barStartsS: barStarts(span, bars, zone) };
}

function barStarts({ start, end }: CalendarPeriod, bars: EnergyPeriod, zone: TimeZone): number[] {
  // Hours are counted as they pass: by the clock they overlap where it is changed by half an hour.
  if (bars === 'hour') {
    const hours = Math.ceil((end - start) / 3600);
    return Array.from({ length: hours }, (_, hour) => start + hour * 3600);
  }
  const range = { from: start, to: end, limit: Number.POSITIVE_INFINITY };
  return periodsIn(zone, bars, range).map((bar) => bar.start);
}
