import type { EnergyBucket } from '@smer/shared/history-page';
import type { Profile } from '@smer/shared/reading';
import { tariffName } from './tariff-label.ts';
import type { Words } from './words-en.ts';

export type EnergyMedium = 'electricity' | 'gas' | 'water';

/** One column of figures: drawn up (imported, gas, water) or down (exported). */
export interface EnergyColumn {
  readonly field: EnergyField;
  readonly label: string;
  readonly direction: 'up' | 'down';
}

export type EnergyField = Exclude<keyof EnergyBucket, 'start' | 'end' | 'coverage'>;

/** The columns a medium has in these buckets: by tariff where the meter counts by tariff, else the total. */
export function energyColumns(
  buckets: readonly EnergyBucket[],
  medium: EnergyMedium,
  names: { words: Words; profile: Profile | undefined },
): EnergyColumn[] {
  const { words } = names;
  const counted = (columns: EnergyColumn[]) =>
    columns.filter(({ field }) => buckets.some((bucket) => bucket[field] !== undefined));
  switch (medium) {
    case 'gas':
      return counted([{ field: 'gasDm3', label: words.gas, direction: 'up' }]);
    case 'water':
      return counted([{ field: 'waterDm3', label: words.water, direction: 'up' }]);
    case 'electricity':
      return electricityColumns(names).flatMap(({ byTariff, total }) => {
        const tariffs = counted(byTariff);
        return tariffs.length > 0 ? tariffs : counted([total]);
      });
  }
}

function electricityColumns({ words, profile }: { words: Words; profile: Profile | undefined }) {
  const first = tariffName(1, profile, words);
  const second = tariffName(2, profile, words);
  const up = 'up' as const;
  const down = 'down' as const;
  return [
    {
      byTariff: [
        { field: 'energyImportedT1Wh', label: words.importedTariff(first), direction: up },
        { field: 'energyImportedT2Wh', label: words.importedTariff(second), direction: up },
      ],
      total: { field: 'energyImportedWh', label: words.imported, direction: up },
    },
    {
      byTariff: [
        { field: 'energyExportedT1Wh', label: words.exportedTariff(first), direction: down },
        { field: 'energyExportedT2Wh', label: words.exportedTariff(second), direction: down },
      ],
      total: { field: 'energyExportedWh', label: words.exported, direction: down },
    },
  ] satisfies { byTariff: EnergyColumn[]; total: EnergyColumn }[];
}

/** Media that were counted in these buckets; electricity always. */
export function energyMedia(buckets: readonly EnergyBucket[]): EnergyMedium[] {
  const counted = (field: 'gasDm3' | 'waterDm3') =>
    buckets.some((bucket) => bucket[field] !== undefined);
  return [
    'electricity',
    ...(counted('gasDm3') ? ['gas' as const] : []),
    ...(counted('waterDm3') ? ['water' as const] : []),
  ];
}

/** Total imported, exported, gas or water of a bucket; absent where it was not counted. */
export function totalOf(
  bucket: EnergyBucket | undefined,
  quantity: 'imported' | 'exported' | 'gas' | 'water',
): number | undefined {
  switch (quantity) {
    case 'imported':
      return (
        bucket?.energyImportedWh ?? sum(bucket?.energyImportedT1Wh, bucket?.energyImportedT2Wh)
      );
    case 'exported':
      return (
        bucket?.energyExportedWh ?? sum(bucket?.energyExportedT1Wh, bucket?.energyExportedT2Wh)
      );
    case 'gas':
      return bucket?.gasDm3;
    case 'water':
      return bucket?.waterDm3;
  }
}

const sum = (one: number | undefined, other: number | undefined) =>
  one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
