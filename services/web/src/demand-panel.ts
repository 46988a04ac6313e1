import type { DemandAnswer } from '@smer/shared/history-page';
import type { Reading } from '@smer/shared/reading';
import { elementOf, setText, tableRow } from './elements.ts';
import type { PageContext } from './page-context.ts';

export interface DemandPanel {
  /** Where the meter sends the running average, it moves with every telegram. */
  show(reading: Reading): void;
  refresh(): Promise<void>;
}

const quarterMs = 900_000;

/** The running quarter-hour, the month's peak, and the peaks of the months before. */
export function createDemandPanel(context: PageContext): DemandPanel {
  const { words, format, api } = context;
  const average = elementOf('demand-average', HTMLElement);
  const quarter = elementOf('demand-quarter', HTMLElement);
  const projected = elementOf('demand-projected', HTMLElement);
  const peak = elementOf('demand-peak', HTMLElement);
  const peakAt = elementOf('demand-peak-at', HTMLElement);
  const fill = elementOf('demand-bar', HTMLElement);
  const source = elementOf('demand-source', HTMLElement);
  const earlier = elementOf('demand-earlier', HTMLElement);
  const rows = elementOf('demand-rows', HTMLTableSectionElement);
  const kilowatts = (powerW: number | undefined) =>
    powerW === undefined ? '–' : format.kilowatts(powerW);
  let peakW: number | undefined;

  const showAverage = (averageW: number | undefined) => {
    setText(average, kilowatts(averageW));
    const share = averageW === undefined ? 0 : averageW / Math.max(peakW ?? 0, averageW, 1);
    fill.style.width = `${share * 100}%`;
  };

  function show(answer: DemandAnswer): void {
    const { quarterStart, monthPeak } = answer;
    peakW = monthPeak?.powerW;
    showAverage(answer.averageW);
    setText(quarter, quarterStart === undefined ? '' : quarterText(quarterStart * 1000));
    setText(projected, kilowatts(answer.projectedW));
    setText(peak, kilowatts(peakW));
    setText(
      peakAt,
      monthPeak?.occurredAt ? words.peakAt(format.dateClock(monthPeak.occurredAt)) : '',
    );
    setText(source, sourceText(answer));
    earlier.hidden = answer.peaks.length === 0;
    const newestFirst = [...answer.peaks].reverse();
    rows.replaceChildren(
      ...newestFirst.map((row) => tableRow(monthName(row.month), [kilowatts(row.powerW)])),
    );
  }

  const quarterText = (start: number) =>
    words.runningQuarter(format.clock(start), format.clock(start + quarterMs));
  const monthName = (month: string) => format.monthYear(Date.parse(`${month}-15T12:00:00Z`));
  const sourceText = ({ source: from, averageW, monthPeak }: DemandAnswer) => {
    if (averageW === undefined && !monthPeak) return words.noDemand;
    return from === 'meter' ? words.demandFromMeter : words.demandFromCounters;
  };

  return {
    show: ({ demandImportedW }) => {
      if (demandImportedW !== undefined) showAverage(demandImportedW);
    },
    refresh: async () => {
      const answer = await api.demand().catch(() => undefined);
      if (answer) show(answer);
    },
  };
}
