import type { EnergyBucket } from '@smer/shared/history-page';
import type { Profile } from '@smer/shared/reading';
import { elementOf, headingRow, tableRow } from './elements.ts';
import { type EnergyField, totalOf } from './energy-figures.ts';
import type { PageContext } from './page-context.ts';
import { tariffName } from './tariff-label.ts';

export interface EnergyTotals {
  show(
    headings: readonly [string, string],
    pair: readonly [Bucket, Bucket],
    profile: Profile | undefined,
  ): void;
}

type Bucket = EnergyBucket | undefined;

/** What a total is made of where the meter counts by tariff: the field of tariff 1, then of 2. */
const tariffsOf: Partial<Record<string, readonly [EnergyField, EnergyField]>> = {
  imported: ['energyImportedT1Wh', 'energyImportedT2Wh'],
  exported: ['energyExportedT1Wh', 'energyExportedT2Wh'],
};

/** Totals of a period beside those of the one before, by tariff where the meter counts so. */
export function createEnergyTotals({ words, format }: PageContext): EnergyTotals {
  const head = elementOf('energy-totals-head', HTMLTableSectionElement);
  const body = elementOf('energy-totals-rows', HTMLTableSectionElement);
  const kilowattHours = (energyWh: number) => `${format.kilowattHours(energyWh)} kWh`;
  const cubicMetres = (volumeDm3: number) => `${format.cubicMetres(volumeDm3)} m³`;
  const quantities = [
    { quantity: 'imported', label: words.imported, write: kilowattHours },
    { quantity: 'exported', label: words.exported, write: kilowattHours },
    { quantity: 'gas', label: words.gas, write: cubicMetres },
    { quantity: 'water', label: words.water, write: cubicMetres },
  ] as const;
  return {
    show: (headings, pair, profile) => {
      head.replaceChildren(headingRow([words.total, ...headings]));
      const rows = quantities.flatMap(({ quantity, label, write }) => {
        const figures = (read: (bucket: Bucket) => number | undefined) =>
          pair.map(read).map((value) => (value === undefined ? undefined : write(value)));
        const parts = (tariffsOf[quantity] ?? []).map((field, index) =>
          partRow(
            tariffName(index + 1, profile, words),
            figures((bucket) => bucket?.[field]),
          ),
        );
        const total = rowOf(
          label,
          figures((bucket) => totalOf(bucket, quantity)),
        );
        return [total, ...(parts.every(Boolean) ? parts : [])].filter((row) => row !== undefined);
      });
      body.replaceChildren(...rows);
    },
  };
}

type Texts = readonly (string | undefined)[];

/** None where there is no figure at all. */
function rowOf(label: string, texts: Texts): HTMLTableRowElement | undefined {
  if (texts.every((text) => text === undefined)) return undefined;
  return tableRow(
    label,
    texts.map((text) => text ?? '–'),
  );
}

function partRow(label: string, texts: Texts): HTMLTableRowElement | undefined {
  const row = rowOf(label, texts);
  row?.classList.add('part');
  return row;
}
