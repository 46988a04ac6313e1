import type { EnergyBucket } from '@smer/shared/history-page';
import type { ChartConfiguration } from 'chart.js';
import { type ChartTheme, onThemeChange, readChartTheme } from './chart-theme.ts';
import { Chart } from './charts.ts';
import type { EnergyColumn } from './energy-figures.ts';
import type { Format } from './format.ts';
import { paintAxes } from './paint-axes.ts';

/** The bars to draw: a label for each place, what was counted there, and which columns. */
export interface EnergyBars {
  readonly labels: readonly string[];
  readonly buckets: readonly (EnergyBucket | undefined)[];
  readonly columns: readonly EnergyColumn[];
}

export interface EnergyChart {
  draw(bars: EnergyBars): void;
}

/** Bars by hour, day or month: imported, gas and water up, exported down. Made once, then updated in place. */
export function createEnergyChart(canvas: HTMLCanvasElement, format: Format): EnergyChart {
  let theme = readChartTheme();
  let drawn: EnergyBars = { labels: [], buckets: [], columns: [] };
  const chart = new Chart(
    canvas,
    configuration(format, () => drawn),
  );

  const draw = (bars: EnergyBars) => {
    drawn = bars;
    chart.data.labels = [...bars.labels];
    chart.data.datasets = bars.columns.map((column) => ({
      label: column.label,
      backgroundColor: colourOf(column, theme),
      borderRadius: 2,
      data: bars.buckets.map((bucket) => signed(bucket?.[column.field], column)),
    }));
    paintAxes(chart.options.scales, theme);
    chart.update('none');
  };
  draw(drawn);
  onThemeChange((changed) => {
    theme = changed;
    draw(drawn);
  });
  return { draw };
}

function configuration(
  format: Format,
  drawn: () => EnergyBars,
): ChartConfiguration<'bar', number[]> {
  const unit = () => (drawn().columns[0]?.field.endsWith('Dm3') ? 'm³' : 'kWh');
  return {
    type: 'bar',
    data: { labels: [], datasets: [] },
    options: {
      interaction: { mode: 'index', intersect: false },
      plugins: {
        tooltip: {
          filter: (item) => Number.isFinite(item.parsed.y),
          callbacks: {
            label: ({ dataset, parsed }) =>
              `${dataset.label}: ${format.upToTwo(Math.abs(parsed.y ?? 0))} ${unit()}`,
          },
        },
      },
      scales: {
        x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0 } },
        y: {
          stacked: true,
          border: { display: false },
          ticks: {
            maxTicksLimit: 6,
            callback: (value) => `${format.upToTwo(Math.abs(Number(value)))} ${unit()}`,
          },
        },
      },
    },
  };
}

const signed = (value: number | undefined, { direction }: EnergyColumn) =>
  value === undefined ? Number.NaN : ((direction === 'up' ? 1 : -1) * value) / 1000;

function colourOf({ field, direction }: EnergyColumn, theme: ChartTheme): string {
  if (field === 'gasDm3') return theme.gas;
  if (field === 'waterDm3') return theme.water;
  const second = field.includes('T2');
  if (direction === 'up') return second ? theme.importedSecond : theme.imported;
  return second ? theme.exportedSecond : theme.exported;
}
