import type { EnergyBucket } from '@smer/shared/history-page';
import type { EnergyField } from './energy-figures.ts';

const fields: readonly EnergyField[] = [
  'energyImportedT1Wh',
  'energyImportedT2Wh',
  'energyImportedWh',
  'energyExportedT1Wh',
  'energyExportedT2Wh',
  'energyExportedWh',
  'gasDm3',
  'waterDm3',
];

/** Energy by period as CSV (RFC 4180): `start` and `end` as ISO 8601, Wh and dm³; absent stays empty. */
export function energyCsv(
  buckets: readonly EnergyBucket[],
  toIso: (instantMs: number) => string,
): string {
  const lines = buckets.map((bucket) => [
    toIso(bucket.start * 1000),
    toIso(bucket.end * 1000),
    ...fields.map((field) => `${bucket[field] ?? ''}`),
    `${bucket.coverage}`,
  ]);
  return [['start', 'end', ...fields, 'coverage'], ...lines]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}
