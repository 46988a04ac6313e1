import { elementOf, headingRow, tableRow } from './elements.ts';
import type { EnergyBars } from './energy-chart.ts';
import { isComplete } from './energy-figures.ts';
import type { SpanKind } from './energy-span.ts';
import type { PageContext } from './page-context.ts';

export interface EnergyTable {
  show(kind: SpanKind, bars: EnergyBars): void;
}

/** The chart's figures as a table; a place that was measured in part says which share. */
export function createEnergyTable({ words, format }: PageContext): EnergyTable {
  const head = elementOf('energy-head', HTMLTableSectionElement);
  const body = elementOf('energy-rows', HTMLTableSectionElement);
  const places: Record<SpanKind, string> = {
    day: words.hour,
    week: words.day,
    month: words.day,
    year: words.month,
  };
  return {
    show: (kind, { labels, buckets, columns }) => {
      const partial = buckets.some((bucket) => bucket && !isComplete(bucket));
      const headings = columns.map(({ label, field }) => `${label} (${unitOf(field)})`);
      head.replaceChildren(
        headingRow([places[kind], ...headings, ...(partial ? [words.measured] : [])]),
      );
      const rows = buckets.flatMap((bucket, index) => {
        if (!bucket || columns.every(({ field }) => bucket[field] === undefined)) return [];
        const cells = columns.map(({ field }) => figure(bucket[field], field));
        const share = partial ? [format.percent(bucket.coverage)] : [];
        return [tableRow(labels[index] ?? '', [...cells, ...share])];
      });
      body.replaceChildren(...rows);
    },
  };

  function figure(value: number | undefined, field: string): string {
    if (value === undefined) return '–';
    return field.endsWith('Dm3') ? format.cubicMetres(value) : format.kilowattHours(value);
  }
}

const unitOf = (field: string) => (field.endsWith('Dm3') ? 'm³' : 'kWh');
