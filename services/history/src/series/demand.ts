import type { DemandAnswer } from '@smer/shared/history-page';
import { type CalendarPeriod, monthOf, periodAt, periodsIn } from '@smer/shared/local-calendar';
import type { Reading } from '@smer/shared/reading';
import type { TimeZone } from '@smer/shared/time-zone';
import { type Counted, flows, readConsumption } from './consumption.ts';
import { quarterSeconds, quartersPerDay } from './counter-run.ts';
import type { CalendarContext } from './energy.ts';
import type { History } from './history.ts';
import type { TrueCounters } from './true-counters.ts';

const earlierMonths = 12;
const quartersPerHour = 4;
/** October has an hour more. */
const quartersOfMonth = 31 * quartersPerDay + quartersPerHour;

type Peak = NonNullable<DemandAnswer['monthPeak']>;

/**
 * Quarter-hour demand. It builds up from 0 through the quarter, as the meter's own does (DSMR 5.0.2
 * P1 with eMUCS-P1 1.7.1, 1-0:1.4.0): what was imported so far, spread over the whole quarter.
 */
export function answerDemand(
  history: History,
  last: Reading | undefined,
  context: CalendarContext,
): DemandAnswer {
  return last?.demandImportedW === undefined
    ? fromCounters(history, last, context)
    : fromMeter(last, last.demandImportedW, context);
}

function fromMeter(reading: Reading, averageW: number, { zone }: CalendarContext): DemandAnswer {
  const { demandImportedMonthPeakW: powerW, demandImportedMonthPeakAt: occurredAt } = reading;
  const month = monthOf(zone, reading.timestamp);
  return {
    source: 'meter',
    ...runningQuarter(reading, averageW),
    ...(powerW === undefined ? {} : { monthPeak: { month, powerW, ...timeOf(occurredAt) } }),
    peaks: reading.demandImportedPeaks ?? [],
  };
}

function fromCounters(
  history: History,
  last: Reading | undefined,
  { zone, nowS }: CalendarContext,
): DemandAnswer {
  const counters = history.countersAt(nowS);
  const month = periodAt(zone, 'month', last?.timestamp ?? nowS);
  const monthPeak = peakOf(counters, month, { zone, nowS: last?.timestamp ?? nowS });
  return {
    source: 'counters',
    ...(last ? runningQuarter(last, demandSoFar(counters, last.timestamp)) : {}),
    ...(monthPeak ? { monthPeak } : {}),
    peaks: monthsBefore(month, zone).flatMap(
      (earlier) => peakOf(counters, earlier, { zone, nowS }) ?? [],
    ),
  };
}

/** The projection takes what is imported now to go on until the quarter ends. */
function runningQuarter(reading: Reading, averageW: number | undefined) {
  if (averageW === undefined) return {};
  const { timestamp, powerImportedW, usageWatts } = reading;
  const { start, end } = quarterAt(timestamp);
  const importedW = powerImportedW ?? Math.max(0, usageWatts ?? 0);
  const projectedW = Math.round(averageW + (importedW * (end - timestamp)) / quarterSeconds);
  return { quarterStart: start, averageW, projectedW };
}

function quarterAt(timestamp: number): CalendarPeriod {
  const start = Math.floor(timestamp / quarterSeconds) * quarterSeconds;
  return { start, end: start + quarterSeconds };
}

function demandSoFar(counters: TrueCounters, timestamp: number): number | undefined {
  const [importedWh] = readImported(counters, [quarterAt(timestamp)]);
  return importedWh === undefined ? undefined : importedWh * quartersPerHour;
}

/** The highest demand of the month's quarters that are over; it occurred at the end of its quarter. */
function peakOf(
  counters: TrueCounters,
  { start, end }: CalendarPeriod,
  { zone, nowS }: CalendarContext,
): Peak | undefined {
  const range = { from: start, to: Math.min(end, quarterAt(nowS).start), limit: quartersOfMonth };
  const quarters = periodsIn(zone, 'quarter', range);
  let peak: Peak | undefined;
  for (const [index, importedWh] of readImported(counters, quarters).entries()) {
    const powerW = (importedWh ?? 0) * quartersPerHour;
    if (importedWh === undefined || powerW <= (peak?.powerW ?? -1)) continue;
    const occurredAt = (quarters[index]?.end ?? end) * 1000;
    peak = { month: monthOf(zone, start), powerW, occurredAt };
  }
  return peak;
}

const readImported = (counters: TrueCounters, periods: readonly CalendarPeriod[]): Counted =>
  readConsumption(counters, flows.imported, periods).total;

/** Oldest first. */
function monthsBefore(month: CalendarPeriod, zone: TimeZone): CalendarPeriod[] {
  const months: CalendarPeriod[] = [];
  let { start } = month;
  for (let count = 0; count < earlierMonths; count += 1) {
    const earlier = periodAt(zone, 'month', start - 1);
    months.unshift(earlier);
    start = earlier.start;
  }
  return months;
}

const timeOf = (occurredAt: number | undefined) => (occurredAt === undefined ? {} : { occurredAt });
