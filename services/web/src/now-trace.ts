import type { ChartDataset, ChartOptions } from 'chart.js';
import { onThemeChange, readChartTheme } from './chart-theme.ts';
import { chartOn } from './charts.ts';
import type { ChartPoint } from './history-series.ts';
import { powerGradient } from './power-gradient.ts';

/** The light trace of the last minutes beside the large figure. */
export interface NowTrace {
  draw(line: readonly ChartPoint[], nowS: number): void;
}

export const traceLengthS = 600;

export function createNowTrace(canvas: HTMLCanvasElement): NowTrace {
  let theme = readChartTheme();
  const zeroColour = ({ tick }: { tick?: { value: number } }) =>
    tick?.value === 0 ? theme.text : 'transparent';
  const line: ChartDataset<'line', ChartPoint[]> = {
    data: [],
    borderWidth: 2,
    pointRadius: 0,
    // Without a colour of their own, points take the line's, worked out anew for each of them.
    pointBackgroundColor: 'transparent',
    pointBorderColor: 'transparent',
    borderColor: ({ chart }) =>
      powerGradient(chart, { above: theme.imported, below: theme.exported }),
  };
  const options: ChartOptions<'line'> = {
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
        grid: { drawTicks: false, color: zeroColour },
      },
    },
  };
  const redraw = chartOn(canvas, { type: 'line', data: { datasets: [line] }, options });
  const paint = () => {
    line.fill = { target: 'origin', above: theme.importedSoft, below: theme.exportedSoft };
  };
  paint();
  onThemeChange((changed) => {
    theme = changed;
    paint();
    redraw();
  });
  return {
    draw: (points, nowS) => {
      line.data = [...points];
      Object.assign(options.scales?.['x'] ?? {}, { min: nowS - traceLengthS, max: nowS });
      redraw();
    },
  };
}
