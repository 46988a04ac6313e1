import { netPowerW } from '@smer/shared/net-power';
import type { Reading } from '@smer/shared/reading';
import { slotOf, slotS } from '@smer/shared/slot';

/** Net power of a moment or bucket; minimum and maximum are those of its samples. Phases where sent. */
export interface HistoryPoint {
  readonly timestampS: number;
  readonly meanW: number;
  readonly minimumW: number;
  readonly maximumW: number;
  readonly phasesW: readonly (number | undefined)[];
}

export interface HistorySeries {
  readonly bucketS: number;
  readonly points: readonly HistoryPoint[];
}

/** What Chart.js draws without parsing; `y` is NaN where the line breaks. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export const historyFields = ['usageWatts', 'powerL1W', 'powerL2W', 'powerL3W'] as const;
export const phaseNames = ['L1', 'L2', 'L3'] as const;
/** Longest bucket to which live samples may still be added one by one. */
const longestLiveBucketS = 60;

/** One row of `/api/history`. */
export type HistoryRow = Readonly<Record<string, number | string | undefined>>;

export function parseHistory(rows: readonly HistoryRow[], bucketSeconds = slotS): HistorySeries {
  return { bucketS: bucketSeconds, points: rows.flatMap((row) => pointOf(row) ?? []) };
}

/** Adds a reading when it begins a new 10-second slot (of those with the meter's time the earliest is a slot's sample). */
export function appendReading(series: HistorySeries, reading: Reading): HistorySeries {
  const last = series.points.at(-1);
  if (series.bucketS > longestLiveBucketS) return series;
  if (last && slotOf(reading.timestamp) <= slotOf(last.timestampS)) return series;
  if (reading.usageWatts === undefined) return series;
  return { ...series, points: [...series.points, pointOfReading(reading, reading.usageWatts)] };
}

/** Leaves out what is before a moment. */
export function dropBefore(series: HistorySeries, fromS: number): HistorySeries {
  const first = series.points.findIndex(({ timestampS }) => timestampS >= fromS);
  if (first === 0) return series;
  return { ...series, points: first < 0 ? [] : series.points.slice(first) };
}

/** A line of one figure; where samples are missing for longer than a bucket explains, it breaks. */
export function lineOf(
  series: HistorySeries,
  figure: (point: HistoryPoint) => number | undefined,
): ChartPoint[] {
  const gapS = Math.max(1.5 * series.bucketS, 2.5 * slotS);
  const line: ChartPoint[] = [];
  let previousS: number | undefined;
  for (const point of series.points) {
    const x = point.timestampS;
    if (previousS !== undefined && x - previousS > gapS) line.push({ x: previousS + 1, y: NaN });
    line.push({ x, y: figure(point) ?? NaN });
    previousS = x;
  }
  return line;
}

/** A history is asked for again after so long, as its buckets end or its added samples pile up. */
export const refreshAfterS = (bucketS: number): number => Math.min(600, Math.max(120, bucketS));

function pointOf(row: HistoryRow): HistoryPoint | undefined {
  const { timestamp, usageWatts, usageWattsMin = usageWatts, usageWattsMax = usageWatts } = row;
  if (typeof timestamp !== 'number' || typeof usageWatts !== 'number') return undefined;
  return {
    timestampS: timestamp,
    meanW: usageWatts,
    minimumW: Number(usageWattsMin),
    maximumW: Number(usageWattsMax),
    phasesW: [row['powerL1W'], row['powerL2W'], row['powerL3W']].map(numberOrAbsent),
  };
}

const numberOrAbsent = (value: unknown) => (typeof value === 'number' ? value : undefined);

function pointOfReading(reading: Reading, usageWatts: number): HistoryPoint {
  return {
    timestampS: reading.timestamp,
    meanW: usageWatts,
    minimumW: usageWatts,
    maximumW: usageWatts,
    phasesW: phasePowersW(reading),
  };
}

/** Net power of L1, L2, L3; absent for phases the meter does not send. */
export function phasePowersW(reading: Reading): (number | undefined)[] {
  return [
    netPowerW(reading.powerImportedL1W, reading.powerExportedL1W),
    netPowerW(reading.powerImportedL2W, reading.powerExportedL2W),
    netPowerW(reading.powerImportedL3W, reading.powerExportedL3W),
  ];
}

export const hasPhases = ({ points }: HistorySeries): boolean =>
  points.some(({ phasesW }) => phasesW.some((powerW) => powerW !== undefined));
