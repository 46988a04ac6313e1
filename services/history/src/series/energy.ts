import type { EnergyBucket, EnergyPage, EnergyRequest } from '@smer/shared/history-page';
import { type CalendarPeriod, periodAt, periodsIn } from '@smer/shared/local-calendar';
import type { TimeZone } from '@smer/shared/time-zone';
import { type Counted, type Flow, flows, readConsumption } from './consumption.ts';
import { type CounterField, counters } from './counter-run.ts';
import type { History } from './history.ts';
import type { TrueCounters } from './true-counters.ts';

/** A bucket is less than 400 bytes of JSON. */
const mostBuckets = 1000;

export interface CalendarContext {
  readonly zone: TimeZone;
  /** Epoch seconds. */
  readonly nowS: number;
}

/**
 * What was used in each period of the local calendar that overlaps the range and that there are
 * samples for, from the differences of the counters; without a range of the running one. The parts
 * of a period sum to the period.
 */
export function readEnergy(
  history: History,
  { period, from, to, cursor }: EnergyRequest,
  { zone, nowS }: CalendarContext,
): EnergyPage {
  const counters = history.countersAt(nowS);
  const known = counters.span;
  const end = to ?? nowS + 1;
  const start = cursor ?? from ?? (to === undefined ? nowS : 0);
  const limit = mostBuckets + 1;
  const periods = known
    ? periodsIn(zone, period, {
        from: Math.max(start, periodAt(zone, period, known.from).start),
        to: Math.min(end, periodAt(zone, period, known.to).end),
        limit,
      })
    : [];
  const next = periods.length === limit ? periods.pop()?.start : undefined;
  return {
    period,
    zone: zone.name,
    buckets: toBuckets(periods, counters),
    next,
  };
}

function toBuckets(periods: readonly CalendarPeriod[], counters: TrueCounters): EnergyBucket[] {
  const columns = Object.fromEntries(
    Object.values(flows).flatMap((flow: Flow) => {
      const { total, tariffs } = readConsumption(counters, flow, periods);
      return [[flow.total, total], ...flow.tariffs.map((field, index) => [field, tariffs[index]])];
    }),
  ) as Record<CounterField, Counted>;
  return periods.map(({ start, end }, index) => ({
    start,
    end,
    ...definedAt(columns, index),
    coverage: counters.coverage(start, end),
  }));
}

function definedAt(columns: Readonly<Record<CounterField, Counted>>, index: number) {
  const bucket: Partial<Record<CounterField, number>> = {};
  for (const { field } of counters) {
    const value = columns[field][index];
    if (value !== undefined) bucket[field] = value;
  }
  return bucket;
}
