import type { ChartDataset } from 'chart.js';
import type { ChartTheme } from './chart-theme.ts';
import { type HistoryPoint, type HistorySeries, lineOf, phaseNames } from './history-series.ts';
import { powerGradient } from './power-gradient.ts';
import type { Words } from './words-en.ts';

type Line = ChartDataset<'line'>;

/** The place of each line in the chart. Maximum and minimum enclose the band. */
export const lineIndex = { maximum: 0, minimum: 1, mean: 2, phases: [3, 4, 5] } as const;

/** The lines of the history chart, still without points. */
export function historyDatasets(words: Words): Line[] {
  const line = (label: string): Line => ({ label, data: [], pointRadius: 0 });
  return [
    { ...line(words.maximum), borderWidth: 0, fill: lineIndex.minimum },
    { ...line(words.minimum), borderWidth: 0 },
    { ...line(words.mean), borderWidth: 2, borderJoinStyle: 'round' },
    ...phaseNames.map((name) => ({ ...line(name), borderWidth: 1.5, hidden: true })),
  ];
}

/** Colours for light or dark; the mean has one colour above zero and another below. */
export function paintHistory(lines: readonly Line[], theme: ChartTheme): void {
  for (const line of lines) {
    // Points without a colour of their own take the line's, worked out anew for each of them.
    Object.assign(line, { pointBackgroundColor: theme.text, pointBorderColor: theme.surface });
  }
  Object.assign(lines[lineIndex.maximum] ?? {}, { backgroundColor: theme.band });
  Object.assign(lines[lineIndex.mean] ?? {}, {
    borderColor: ({ chart }: { chart: Parameters<typeof powerGradient>[0] }) =>
      powerGradient(chart, { above: theme.imported, below: theme.exported }),
    fill: { target: 'origin', above: theme.importedSoft, below: theme.exportedSoft },
  });
  for (const [phase, index] of lineIndex.phases.entries()) {
    Object.assign(lines[index] ?? {}, { borderColor: theme.phases[phase] });
  }
}

/** Puts a series into the lines; phases are drawn instead of the band when asked for. */
export function fillHistory(
  lines: readonly Line[],
  series: HistorySeries,
  showPhases: boolean,
): void {
  const fill = (
    index: number,
    shown: boolean,
    figure: (point: HistoryPoint) => number | undefined,
  ) =>
    Object.assign(lines[index] ?? {}, {
      hidden: !shown,
      data: shown ? lineOf(series, figure) : [],
    });
  const showBand = !showPhases && hasBand(series);
  fill(lineIndex.maximum, showBand, ({ maximumW }) => maximumW);
  fill(lineIndex.minimum, showBand, ({ minimumW }) => minimumW);
  fill(lineIndex.mean, true, ({ meanW }) => meanW);
  for (const [phase, index] of lineIndex.phases.entries()) {
    fill(index, showPhases, ({ phasesW }) => phasesW[phase]);
  }
}

const hasBand = ({ points }: HistorySeries) =>
  points.some(({ minimumW, maximumW }) => minimumW !== maximumW);
