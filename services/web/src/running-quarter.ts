import type { DemandAnswer } from '@smer/shared/history-page';
import { elementOf, setText } from './elements.ts';
import type { PageContext } from './page-context.ts';

/** What is known of the quarter-hour that runs now; nothing, while no readings come. */
export type RunningQuarterFigures = Partial<
  Pick<DemandAnswer, 'quarterStart' | 'averageW' | 'projectedW'>
>;

export interface RunningQuarter {
  show(figures: RunningQuarterFigures, peakW: number | undefined): void;
  /** The average alone, beside the same peak. */
  showAverage(averageW: number | undefined): void;
}

const quarterMs = 900_000;

/** The average so far with a bar beside the month's peak, and where it will end. */
export function createRunningQuarter({ words, format }: PageContext): RunningQuarter {
  const average = elementOf('demand-average', HTMLElement);
  const quarter = elementOf('demand-quarter', HTMLElement);
  const projected = elementOf('demand-projected', HTMLElement);
  const fill = elementOf('demand-bar', HTMLElement);
  const kilowatts = (powerW: number | undefined) =>
    powerW === undefined ? '–' : format.kilowatts(powerW);
  const quarterText = (start: number) =>
    words.runningQuarter(format.clock(start), format.clock(start + quarterMs));
  let peakW: number | undefined;

  const showAverage = (averageW: number | undefined) => {
    setText(average, kilowatts(averageW));
    fill.style.width = `${shareOf(peakW, averageW) * 100}%`;
  };

  return {
    showAverage,
    show: ({ quarterStart, averageW, projectedW }, monthPeakW) => {
      peakW = monthPeakW;
      showAverage(averageW);
      setText(quarter, quarterStart === undefined ? '' : quarterText(quarterStart * 1000));
      setText(projected, kilowatts(projectedW));
    },
  };
}

/** How much of the peak the average is, at most all of it; nothing where either is not known. */
const shareOf = (peakW: number | undefined, averageW = 0): number =>
  peakW === undefined ? 0 : averageW / Math.max(peakW, averageW, 1);
