import { onThemeChange, readChartTheme } from './chart-theme.ts';
import { Chart } from './charts.ts';
import type { ChartPoint } from './history-series.ts';
import { powerGradient } from './power-gradient.ts';

/** The light trace of the last minutes beside the large figure. */
export interface NowTrace {
  draw(line: readonly ChartPoint[], nowS: number): void;
}

export const traceLengthS = 600;

export function createNowTrace(canvas: HTMLCanvasElement): NowTrace {
  let theme = readChartTheme();
  const chart = new Chart<'line', ChartPoint[]>(canvas, {
    type: 'line',
    data: {
      datasets: [
        {
          data: [],
          borderWidth: 2,
          pointRadius: 0,
          borderColor: ({ chart: drawn }) =>
            powerGradient(drawn, { above: theme.imported, below: theme.exported }),
          fill: { target: 'origin', above: theme.importedSoft, below: theme.exportedSoft },
        },
      ],
    },
    options: {
      parsing: false,
      events: [],
      plugins: { tooltip: { enabled: false } },
      scales: {
        x: { type: 'linear', display: false },
        y: {
          suggestedMin: 0,
          suggestedMax: 500,
          border: { display: false },
          ticks: { display: false },
          grid: {
            drawTicks: false,
            color: ({ tick }) => (tick.value === 0 ? theme.text : 'transparent'),
          },
        },
      },
    },
  });
  onThemeChange((changed) => {
    theme = changed;
    const [dataset] = chart.data.datasets;
    if (dataset) {
      dataset.fill = { target: 'origin', above: theme.importedSoft, below: theme.exportedSoft };
    }
    chart.update('none');
  });
  return {
    draw: (line, nowS) => {
      const [dataset] = chart.data.datasets;
      const x = chart.options.scales?.['x'];
      if (!dataset || !x) return;
      dataset.data = [...line];
      x.min = nowS - traceLengthS;
      x.max = nowS;
      chart.update('none');
    },
  };
}
