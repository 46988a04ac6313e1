import { elementOf, headingRow, tableRow } from './elements.ts';
import { type HistoryPoint, type HistorySeries, phaseNames } from './history-series.ts';
import { mergePoints } from './merge-points.ts';
import type { PageContext } from './page-context.ts';

export interface HistoryTable {
  show(series: HistorySeries, showPhases: boolean): void;
}

const mostRows = 48;

interface Column {
  readonly heading: string;
  figure(point: HistoryPoint): number | undefined;
}

/** The chart's lines as the columns of a table of at most 48 rows, written only while it is open. */
export function createHistoryTable({ words, format }: PageContext): HistoryTable {
  const details = elementOf('history-details', HTMLDetailsElement);
  const head = elementOf('history-head', HTMLTableSectionElement);
  const body = elementOf('history-rows', HTMLTableSectionElement);
  const mean: Column = { heading: words.mean, figure: ({ meanW }) => meanW };
  const band: Column[] = [
    { heading: words.minimum, figure: ({ minimumW }) => minimumW },
    { heading: words.maximum, figure: ({ maximumW }) => maximumW },
  ];
  let points: HistoryPoint[] = [];
  let columns = [mean, ...band];

  const cell = (powerW: number | undefined) => (powerW === undefined ? '–' : format.watts(powerW));
  const rowOf = (point: HistoryPoint) =>
    tableRow(
      format.dateTime(point.timestampS * 1000),
      columns.map(({ figure }) => cell(figure(point))),
    );
  const write = () => {
    if (!details.open) return;
    head.replaceChildren(headingRow([words.time, ...columns.map(({ heading }) => heading)]));
    body.replaceChildren(...points.map(rowOf));
  };
  details.addEventListener('toggle', write);
  return {
    show: (series, showPhases) => {
      points = mergePoints(series.points, mostRows);
      columns = [mean, ...(showPhases ? phaseColumns(points) : band)];
      write();
    },
  };
}

/** Phases that the meter does not send have no column. */
const phaseColumns = (points: readonly HistoryPoint[]): Column[] =>
  phaseNames
    .map((heading, phase) => ({
      heading,
      figure: ({ phasesW }: HistoryPoint) => phasesW[phase],
    }))
    .filter(({ figure }) => points.some((point) => figure(point) !== undefined));
