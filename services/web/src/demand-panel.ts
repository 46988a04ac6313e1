import type { DemandAnswer } from '@smer/shared/history-page';
import type { Reading } from '@smer/shared/reading';
import { elementOf, setText, tableRow } from './elements.ts';
import type { PageContext } from './page-context.ts';
import { Question } from './question.ts';
import { createRunningQuarter } from './running-quarter.ts';

export interface DemandPanel {
  /** Where the meter sends the running average, it moves with every telegram. */
  show(reading: Reading): void;
  /** Old readings say nothing about the quarter-hour that runs now. */
  showStale(isStale: boolean): void;
  refresh(): Promise<void>;
  readonly question: Question;
}

/** The running quarter-hour, the month's peak, and the peaks of the months before. */
export function createDemandPanel(context: PageContext): DemandPanel {
  const { words, format, api } = context;
  const running = createRunningQuarter(context);
  const peak = elementOf('demand-peak', HTMLElement);
  const peakAt = elementOf('demand-peak-at', HTMLElement);
  const source = elementOf('demand-source', HTMLElement);
  const earlier = elementOf('demand-earlier', HTMLElement);
  const rows = elementOf('demand-rows', HTMLTableSectionElement);
  const monthName = (month: string) => format.monthYear(Date.parse(`${month}-15T12:00:00Z`));
  let last: DemandAnswer | undefined;
  let stale = false;
  const question = new Question();

  function show(answer: DemandAnswer): void {
    const { monthPeak, peaks } = answer;
    running.show(stale ? {} : answer, monthPeak?.powerW);
    setText(peak, monthPeak ? format.kilowatts(monthPeak.powerW) : '–');
    setText(
      peakAt,
      monthPeak?.occurredAt ? words.peakAt(format.dateClock(monthPeak.occurredAt)) : '',
    );
    setText(source, sourceText(answer));
    earlier.hidden = peaks.length === 0;
    const newestFirst = [...peaks].reverse();
    rows.replaceChildren(
      ...newestFirst.map((row) => tableRow(monthName(row.month), [format.kilowatts(row.powerW)])),
    );
  }

  const sourceText = ({ source: from, averageW, monthPeak }: DemandAnswer) => {
    if (averageW === undefined && !monthPeak) return words.noDemand;
    return from === 'meter' ? words.demandFromMeter : words.demandFromCounters;
  };

  return {
    show: ({ demandImportedW }) => {
      if (demandImportedW !== undefined && !stale) running.showAverage(demandImportedW);
    },
    showStale: (isStale) => {
      if (isStale === stale) return;
      stale = isStale;
      if (last) show(last);
    },
    question,
    refresh: async () => {
      const answer = await question.ask(api.demand());
      if (answer === 'overtaken') return;
      last = answer ?? last;
      if (last) show(last);
    },
  };
}
