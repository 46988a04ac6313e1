import type { EnergyBucket, EnergyPeriod, SampleField } from '@smer/shared/history-page';
import type { TimestampSource } from '@smer/shared/reading';
import { createTimeZone } from '@smer/shared/time-zone';
import { readEnergy } from '../src/series/energy.ts';
import { History } from '../src/series/history.ts';
import type { MeterSet } from '../src/series/sample.ts';
import { makeSample } from './make-sample.ts';

export const zone = createTimeZone('Europe/Amsterdam');
/** Epoch seconds. */
export const at = (iso: string): number => Date.parse(iso) / 1000;

/** What a meter shows at a moment. */
export interface Shown {
  readonly timestamp: number;
  readonly values: Partial<Record<SampleField, number>>;
  readonly meters?: MeterSet;
  readonly timestampSource?: TimestampSource;
}

export function recordShown(shown: readonly Shown[]): History {
  const history = new History(3653);
  for (const sketch of shown) history.record(makeSample(sketch));
  return history;
}

export interface EnergyQuestion {
  readonly period: EnergyPeriod;
  readonly from: string;
  readonly to: string;
  readonly now?: string;
}

/** All pages of an answer. */
export function askEnergy(
  history: History,
  { period, from, to, now = to }: EnergyQuestion,
): EnergyBucket[] {
  const request = { period, from: at(from), to: at(to) };
  const context = { zone, nowS: at(now) };
  let page = readEnergy(history, request, context);
  const buckets = [...page.buckets];
  while (page.next !== undefined) {
    page = readEnergy(history, { ...request, cursor: page.next }, context);
    buckets.push(...page.buckets);
  }
  return buckets;
}

type Summed = 'energyImportedT1Wh' | 'energyImportedWh' | 'gasDm3';

export const sum = (buckets: readonly EnergyBucket[], field: Summed) =>
  buckets.reduce((total, bucket) => total + (bucket[field] ?? 0), 0);

/** What a telegram holds of the energy imported. */
export type Sent = 'tariffs' | 'total' | 'both';

export const sentValues = (sent: Sent, tariff1: number, tariff2: number) => ({
  ...(sent === 'total' ? {} : { energyImportedT1Wh: tariff1, energyImportedT2Wh: tariff2 }),
  ...(sent === 'tariffs' ? {} : { energyImportedWh: tariff1 + tariff2 }),
});
