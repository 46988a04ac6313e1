import { historyPath } from './api-client.ts';
import { elementOf, setText } from './elements.ts';
import type { TimeWindow } from './history-range.ts';
import type { HistorySeries } from './history-series.ts';
import type { PageContext } from './page-context.ts';

export interface HistoryStatus {
  show(result: HistorySeries | 'failed', asked: TimeWindow): void;
  describe(shown: Required<TimeWindow>): void;
}

/** What stands in words beside the chart: why it is empty, what it shows, where to get the figures. */
export function createHistoryStatus({ words, format }: PageContext): HistoryStatus {
  const canvas = elementOf('history-chart', HTMLCanvasElement);
  const message = elementOf('history-message', HTMLElement);
  const csv = elementOf('history-csv', HTMLAnchorElement);
  return {
    show: (result, asked) => {
      csv.href = `${historyPath(asked)}&format=csv`;
      if (result === 'failed') setText(message, words.historyFailed);
      else setText(message, result.points.length === 0 ? words.nothingInRange : '');
    },
    describe: ({ fromS, toS }) => {
      const [from, to] = [format.dateClock(fromS * 1000), format.dateClock(toS * 1000)];
      canvas.setAttribute('aria-label', words.historyChartLabel(from, to));
    },
  };
}
