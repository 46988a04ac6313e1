import type { EnergyBucket } from '@smer/shared/history-page';
import { elementOf, headingRow, tableRow } from './elements.ts';
import { totalOf } from './energy-figures.ts';
import type { PageContext } from './page-context.ts';

export interface EnergyTotals {
  show(headings: readonly [string, string], pair: readonly [Bucket, Bucket]): void;
}

type Bucket = EnergyBucket | undefined;

/** Totals of a period beside those of the one before. */
export function createEnergyTotals({ words, format }: PageContext): EnergyTotals {
  const head = elementOf('energy-totals-head', HTMLTableSectionElement);
  const body = elementOf('energy-totals-rows', HTMLTableSectionElement);
  const quantities = [
    { quantity: 'imported', label: words.imported, write: kilowattHours },
    { quantity: 'exported', label: words.exported, write: kilowattHours },
    { quantity: 'gas', label: words.gas, write: cubicMetres },
    { quantity: 'water', label: words.water, write: cubicMetres },
  ] as const;
  function kilowattHours(energyWh: number): string {
    return `${format.kilowattHours(energyWh)} kWh`;
  }
  function cubicMetres(volumeDm3: number): string {
    return `${format.cubicMetres(volumeDm3)} m³`;
  }
  return {
    show: (headings, pair) => {
      head.replaceChildren(headingRow([words.total, ...headings]));
      const rows = quantities.flatMap(({ quantity, label, write }) => {
        const totals = pair.map((bucket) => totalOf(bucket, quantity));
        if (totals.every((total) => total === undefined)) return [];
        return [
          tableRow(
            label,
            totals.map((total) => (total === undefined ? '–' : write(total))),
          ),
        ];
      });
      body.replaceChildren(...rows);
    },
  };
}
