import type { EnergyBucket } from '@smer/shared/history-page';
import type { ChartData, ChartOptions } from 'chart.js';
import { onThemeChange, readChartTheme } from './chart-theme.ts';
import { chartOn } from './charts.ts';
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
  const unit = () => (drawn.columns[0]?.field.endsWith('Dm3') ? 'm³' : 'kWh');
  const options = chartOptions((value) => `${format.upToTwo(Math.abs(value))} ${unit()}`);
  const data: ChartData<'bar', number[]> = { labels: [], datasets: [] };
  const redraw = chartOn(canvas, { type: 'bar', data, options });

  const draw = (bars: EnergyBars) => {
    drawn = bars;
    data.labels = [...bars.labels];
    data.datasets = bars.columns.map((column) => ({
      label: column.label,
      backgroundColor: theme[column.colour],
      borderRadius: 2,
      data: bars.buckets.map((bucket) => signed(bucket?.[column.field], column)),
    }));
    paintAxes(options.scales ?? {}, theme);
    redraw();
  };
  onThemeChange((changed) => {
    theme = changed;
    draw(drawn);
  });
  return { draw };
}

function chartOptions(write: (value: number) => string): ChartOptions<'bar'> {
  return {
    interaction: { mode: 'index', intersect: false },
    plugins: {
      tooltip: {
        filter: (item) => Number.isFinite(item.parsed.y),
        callbacks: {
          label: ({ dataset, parsed }) => `${dataset.label}: ${write(parsed.y ?? 0)}`,
        },
      },
    },
    scales: {
      x: {
        stacked: true,
        grid: { display: false },
        ticks: { maxRotation: 0, autoSkipPadding: 10 },
      },
      y: {
        stacked: true,
        // On a first day with next to nothing yet, finer steps than two decimals would all read 0.
        suggestedMax: 0.1,
        border: { display: false },
        ticks: { maxTicksLimit: 6, callback: (value) => write(Number(value)) },
      },
    },
  };
}

const signed = (value: number | undefined, { direction }: EnergyColumn) =>
  value === undefined ? Number.NaN : ((direction === 'up' ? 1 : -1) * value) / 1000;
