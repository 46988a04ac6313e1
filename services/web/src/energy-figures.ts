import type { EnergyBucket } from '@smer/shared/history-page';
import type { Profile, Reading } from '@smer/shared/reading';
import { tariffName } from './tariff-label.ts';
import type { Words } from './words-en.ts';

export type EnergyMedium = 'electricity' | 'gas' | 'water';

/** One column of figures: drawn up (imported, gas, water) or down (exported). */
export interface EnergyColumn {
  readonly field: EnergyField;
  readonly label: string;
  readonly direction: 'up' | 'down';
  readonly colour: EnergyColour;
}

/** A colour of the chart's theme, and the class of its key in the legend. */
export type EnergyColour =
  | 'imported'
  | 'importedSecond'
  | 'exported'
  | 'exportedSecond'
  | 'gas'
  | 'water';

export type EnergyField = Exclude<keyof EnergyBucket, 'start' | 'end' | 'coverage'>;

interface Names {
  readonly words: Words;
  readonly profile: Profile | undefined;
}

/**
 * The columns a medium has in these buckets: by tariff where tariffs 1 and 2 are all that was
 * counted, else the total.
 */
export function energyColumns(
  buckets: readonly EnergyBucket[],
  medium: EnergyMedium,
  names: Names,
): EnergyColumn[] {
  const { words } = names;
  const counted = (columns: EnergyColumn[]) =>
    columns.filter(({ field }) => buckets.some((bucket) => bucket[field] !== undefined));
  switch (medium) {
    case 'gas':
      return counted([{ field: 'gasDm3', label: words.gas, direction: 'up', colour: 'gas' }]);
    case 'water':
      return counted([{ field: 'waterDm3', label: words.water, direction: 'up', colour: 'water' }]);
    case 'electricity':
      return electricityColumns(names).flatMap(({ byTariff, total }) => {
        const tariffs = counted(byTariff);
        const isWhole = buckets.every((bucket) => isSumOf(bucket, total.field, byTariff));
        return tariffs.length > 0 && isWhole ? tariffs : counted([total]);
      });
  }
}

/** Registers of a total and of tariffs, and shares of them by time, are rounded each for itself. */
const roundingWh = 10;

/** Not where a meter has further tariffs, nor where one without tariffs took over. */
function isSumOf(
  bucket: EnergyBucket,
  total: EnergyField,
  parts: readonly EnergyColumn[],
): boolean {
  const counted = parts.reduce((sum, { field }) => sum + (bucket[field] ?? 0), 0);
  return (bucket[total] ?? 0) - counted <= roundingWh;
}

interface Direction {
  readonly byTariff: EnergyColumn[];
  readonly total: EnergyColumn;
}

function electricityColumns({ words, profile }: Names): Direction[] {
  const { imported, exported, importedTariff, exportedTariff } = words;
  const first = tariffName(1, profile, words);
  const second = tariffName(2, profile, words);
  const up = { direction: 'up', colour: 'imported' } as const;
  const upSecond = { direction: 'up', colour: 'importedSecond' } as const;
  const down = { direction: 'down', colour: 'exported' } as const;
  const downSecond = { direction: 'down', colour: 'exportedSecond' } as const;
  return [
    {
      byTariff: [
        { field: 'energyImportedT1Wh', label: importedTariff(first), ...up },
        { field: 'energyImportedT2Wh', label: importedTariff(second), ...upSecond },
      ],
      total: { field: 'energyImportedWh', label: imported, ...up },
    },
    {
      byTariff: [
        { field: 'energyExportedT1Wh', label: exportedTariff(first), ...down },
        { field: 'energyExportedT2Wh', label: exportedTariff(second), ...downSecond },
      ],
      total: { field: 'energyExportedWh', label: exported, ...down },
    },
  ];
}

/** Whether the meter has ever counted anything exported. */
export function hasExported(reading: Reading): boolean {
  const { energyExportedWh, energyExportedT1Wh, energyExportedT2Wh } = reading;
  return [energyExportedWh, energyExportedT1Wh, energyExportedT2Wh].some((wh = 0) => wh > 0);
}

/** For a household that has never exported: a bucket without its zeros. */
export function withoutExported(bucket: EnergyBucket): EnergyBucket {
  const { energyExportedWh, energyExportedT1Wh, energyExportedT2Wh, ...others } = bucket;
  return others;
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

const totalFields = {
  imported: 'energyImportedWh',
  exported: 'energyExportedWh',
  gas: 'gasDm3',
  water: 'waterDm3',
} as const;

/** Total imported, exported, gas or water of a bucket; absent where it was not counted. */
export function totalOf(
  bucket: EnergyBucket | undefined,
  quantity: keyof typeof totalFields,
): number | undefined {
  return bucket?.[totalFields[quantity]];
}

/** Whether all of a period was measured; a telegram may be lost now and then. */
export const isComplete = ({ coverage }: EnergyBucket): boolean => coverage >= 0.99;
