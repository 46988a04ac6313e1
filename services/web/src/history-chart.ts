import type { ChartOptions, TooltipItem } from 'chart.js';
import { onThemeChange, readChartTheme } from './chart-theme.ts';
import { chartOn } from './charts.ts';
import { crosshair } from './crosshair.ts';
import { dragZoom } from './drag-zoom.ts';
import { fillHistory, historyDatasets, lineIndex, paintHistory } from './history-datasets.ts';
import type { TimeWindow } from './history-range.ts';
import type { ChartPoint, HistorySeries } from './history-series.ts';
import type { PageContext } from './page-context.ts';
import { paintAxes } from './paint-axes.ts';
import { timeAxis } from './time-axis.ts';

export interface HistoryChart {
  /** Width in CSS pixels: no more points than that can be seen. */
  readonly widthPx: number;
  draw(series: HistorySeries, shown: Required<TimeWindow>, showPhases: boolean): void;
}

export interface HistoryChartEvents {
  readonly onSelect: (oneS: number, otherS: number) => void;
  readonly onReturn: () => void;
}

/** Net power against time: import above, export below the zero line. Made once, then updated in place. */
export function createHistoryChart(
  canvas: HTMLCanvasElement,
  context: PageContext,
  events: HistoryChartEvents,
): HistoryChart {
  let theme = readChartTheme();
  const lines = historyDatasets(context.words);
  const options = chartOptions(context);
  const redraw = chartOn(canvas, {
    type: 'line',
    data: { datasets: lines },
    options,
    plugins: [
      crosshair(() => theme.text),
      dragZoom({ ...events, colour: () => theme.importedSoft }),
    ],
  });
  const paint = () => {
    paintHistory(lines, theme);
    paintAxes(options.scales ?? {}, theme);
  };
  paint();
  onThemeChange((changed) => {
    theme = changed;
    paint();
    redraw();
  });
  return {
    get widthPx() {
      return Math.max(100, canvas.parentElement?.clientWidth ?? 0);
    },
    draw: (series, { fromS, toS }, showPhases) => {
      fillHistory(lines, series, showPhases);
      Object.assign(options.scales?.['x'] ?? {}, { min: fromS, max: toS });
      redraw();
    },
  };
}

function chartOptions(context: PageContext): ChartOptions<'line'> {
  const { format } = context;
  return {
    parsing: false,
    normalized: true,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    plugins: {
      tooltip: {
        displayColors: false,
        filter: (item) => Number.isFinite(item.parsed.y),
        itemSort: (a, b) => rank(a) - rank(b),
        callbacks: {
          title: ([item]) => (item ? format.dateTime((item.raw as ChartPoint).x * 1000) : ''),
          label: (item) => `${item.dataset.label}: ${format.watts(item.parsed.y ?? 0)}`,
        },
      },
    },
    scales: {
      x: timeAxis(context),
      y: {
        suggestedMin: 0,
        suggestedMax: 500,
        border: { display: false },
        ticks: {
          maxTicksLimit: 7,
          callback: (value) => format.power(Math.abs(Number(value))),
        },
      },
    },
  };
}

const rank = ({ datasetIndex }: TooltipItem<'line'>) =>
  datasetIndex === lineIndex.mean ? -1 : datasetIndex;
