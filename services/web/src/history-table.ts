import { elementOf, headingRow, tableRow } from './elements.ts';
import type { HistoryPoint, HistorySeries } from './history-series.ts';
import { mergePoints } from './merge-points.ts';
import type { PageContext } from './page-context.ts';

export interface HistoryTable {
  show(series: HistorySeries): void;
}

const mostRows = 48;

/** The chart's figures as a table of at most 48 rows, written only while it is open. */
export function createHistoryTable({ words, format }: PageContext): HistoryTable {
  const details = elementOf('history-details', HTMLDetailsElement);
  const head = elementOf('history-head', HTMLTableSectionElement);
  const body = elementOf('history-rows', HTMLTableSectionElement);
  let shown: HistorySeries | undefined;
  head.replaceChildren(headingRow([words.time, words.mean, words.minimum, words.maximum]));

  const rowOf = ({ timestampS, meanW, minimumW, maximumW }: HistoryPoint) =>
    tableRow(format.dateTime(timestampS * 1000), [meanW, minimumW, maximumW].map(format.watts));
  const write = () => {
    if (!details.open || !shown) return;
    body.replaceChildren(...mergePoints(shown.points, mostRows).map(rowOf));
  };
  details.addEventListener('toggle', write);
  return {
    show: (series) => {
      shown = series;
      write();
    },
  };
}
