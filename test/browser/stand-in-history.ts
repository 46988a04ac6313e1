import type {
  DemandAnswer,
  EnergyBucket,
  EnergyPage,
  EnergyPeriod,
} from '@smer/shared/history-page';
import type { LocalTime } from '@smer/shared/local-time';
import { createTimeZone } from '@smer/shared/time-zone';
import { energyOf, type House, usageW } from './simulated-house.ts';

export const zone = createTimeZone('Europe/Amsterdam');
const dayS = 86_400;

/** Pieces of [from, to) seconds ago in which nothing was read. */
const gapsAgoS = [
  [5_400, 4_200],
  [60_000, 52_000],
] as const;

export interface HistoryQuestion {
  readonly fromS?: number | undefined;
  readonly toS: number;
  readonly points: number;
}

/** Rows of `/api/history` with buckets, as 31 days of memory hold them. */
export function historyAnswer(house: House, nowS: number, { fromS, toS, points }: HistoryQuestion) {
  const oldestS = nowS - 31 * dayS;
  const startS = Math.max(fromS ?? oldestS, oldestS);
  const endS = Math.min(toS, nowS + 1);
  const bucketSeconds = Math.max(10, Math.ceil((endS - startS) / points / 10) * 10);
  const readings = [];
  for (
    let atS = Math.ceil(startS / bucketSeconds) * bucketSeconds;
    atS < endS;
    atS += bucketSeconds
  ) {
    const agoS = nowS - atS;
    if (gapsAgoS.some(([before, after]) => agoS <= before && agoS > after)) continue;
    readings.push(bucketRow(house, atS, bucketSeconds));
  }
  return { bucketSeconds, readings };
}

function bucketRow(house: House, atS: number, bucketSeconds: number) {
  const count = Math.min(12, bucketSeconds / 10);
  const powers = Array.from({ length: count }, (_, index) =>
    usageW(house, atS + Math.floor((index * bucketSeconds) / count / 10) * 10),
  );
  const meanW = Math.round(powers.reduce((sum, powerW) => sum + powerW, 0) / count);
  const row = {
    date: zone.toIso(atS * 1000),
    timestamp: atS,
    usageWatts: meanW,
    usageWattsMin: Math.min(...powers),
    usageWattsMax: Math.max(...powers),
  };
  if (house.phases === 1) return row;
  return {
    ...row,
    powerL1W: Math.round(meanW * 0.55),
    powerL2W: Math.round(meanW * 0.3),
    powerL3W: Math.round(meanW * 0.15),
  };
}

const midnight = { hour: 0, minute: 0, second: 0 };

/** Buckets of the local calendar that overlap [fromS, toS) and have begun. */
export function energyAnswer(
  house: House,
  nowS: number,
  { period, fromS, toS }: { period: EnergyPeriod; fromS: number; toS: number },
): EnergyPage {
  const buckets: EnergyBucket[] = [];
  for (let start = periodStart(period, fromS); start < Math.min(toS, nowS); ) {
    const end = nextPeriod(period, start);
    buckets.push(energyBucketOf(house, { start, end, nowS }));
    start = end;
  }
  return { period, zone: zone.name, buckets };
}

function energyBucketOf(
  house: House,
  { start, end, nowS }: { start: number; end: number; nowS: number },
): EnergyBucket {
  const used = energyOf(house, start, Math.min(end, nowS));
  return {
    start,
    end,
    energyImportedT1Wh: Math.round(used.importedT1),
    energyImportedT2Wh: Math.round(used.importedT2),
    energyExportedT1Wh: Math.round(used.exportedT1),
    energyExportedT2Wh: Math.round(used.exportedT2),
    energyImportedWh: Math.round(used.importedT1 + used.importedT2),
    energyExportedWh: Math.round(used.exportedT1 + used.exportedT2),
    ...(house.hasGas ? { gasDm3: Math.round(used.gasDm3) } : {}),
    coverage: Math.min(1, (nowS - start) / (end - start)),
  };
}

function periodStart(period: EnergyPeriod, atS: number): number {
  const local = zone.toLocal(atS * 1000);
  const startOfDayS = zone.toInstant({ ...local, ...midnight }) / 1000;
  switch (period) {
    case 'quarter':
      return atS - (atS % 900);
    case 'hour':
      return atS - (atS % 3600);
    case 'day':
      return startOfDayS;
    case 'week':
      return startOfDayS - ((new Date((startOfDayS + 43_200) * 1000).getUTCDay() + 6) % 7) * dayS;
    case 'month':
      return zone.toInstant({ ...local, day: 1, ...midnight }) / 1000;
    case 'year':
      return zone.toInstant({ ...local, month: 1, day: 1, ...midnight }) / 1000;
  }
}

function nextPeriod(period: EnergyPeriod, startS: number): number {
  if (period === 'quarter') return startS + 900;
  if (period === 'hour') return startS + 3600;
  const local: LocalTime = zone.toLocal(startS * 1000);
  const moved = {
    day: { ...local, day: local.day + 1 },
    week: { ...local, day: local.day + 7 },
    month: { ...local, month: local.month + 1 },
    year: { ...local, year: local.year + 1 },
  }[period];
  return zone.toInstant(moved) / 1000;
}

export function demandAt(house: House, nowS: number): DemandAnswer {
  const quarterStart = nowS - (nowS % 900);
  const passedS = Math.max(10, nowS - quarterStart);
  const used = energyOf(house, quarterStart, quarterStart + passedS);
  const usedWh = used.importedT1 + used.importedT2;
  const month = (ago: number) => zone.toIso((nowS - ago * 30.4 * dayS) * 1000).slice(0, 7);
  return {
    source: house.profile === 'belgium' ? 'meter' : 'counters',
    quarterStart,
    averageW: Math.round((usedWh * 3600) / passedS),
    projectedW: Math.round(usedWh * 4 + Math.max(0, usageW(house, nowS)) * ((900 - passedS) / 900)),
    monthPeak: { month: month(0), powerW: 4_310, occurredAt: (nowS - 5 * dayS) * 1000 },
    peaks: [11, 8, 5, 3, 2, 1].map((ago) => ({ month: month(ago), powerW: 3_500 + ago * 130 })),
  };
}
