import type { Reading } from '@smer/shared/reading';
import { elementOf, setText } from './elements.ts';
import type { Age } from './freshness.ts';
import { type ChartPoint, lineOf } from './history-series.ts';
import { createNowTrace, traceLengthS } from './now-trace.ts';
import type { PageContext } from './page-context.ts';
import { createPhasesTable } from './phases-table.ts';
import { Question } from './question.ts';
import { tariffLabel, tariffName } from './tariff-label.ts';
import { extendTrace } from './trace-line.ts';
import type { Words } from './words-en.ts';

export interface NowPanel {
  show(reading: Reading): void;
  /** Says how old the last telegram is once it is too old to call it now. */
  showAge(age: Age): void;
  /** Fetches the trace of the last minutes. */
  refresh(): Promise<void>;
  readonly question: Question;
}

/** The large figure with its direction, tariff and phases, and the trace of the last ten minutes. */
export function createNowPanel(context: PageContext): NowPanel {
  const { words, format, api, now } = context;
  const panel = elementOf('now', HTMLElement);
  const usage = elementOf('usage-figure', HTMLElement);
  const direction = elementOf('direction', HTMLElement);
  const date = elementOf('date', HTMLTimeElement);
  const age = elementOf('age', HTMLElement);
  const tariff = elementOf('tariff', HTMLElement);
  const phases = createPhasesTable(context);
  const trace = createNowTrace(elementOf('trace', HTMLCanvasElement));
  let line: ChartPoint[] = [];
  const question = new Question();
  const showPower = (usageW: number | undefined) => {
    setText(usage, usageW === undefined ? '–' : format.whole(Math.abs(usageW)));
    setText(direction, usageW === undefined ? '' : words[directionOf(usageW)]);
    panel.dataset['direction'] = directionOf(usageW ?? 0);
  };
  const drawTrace = () => trace.draw(line, Math.max(now() / 1000, line.at(-1)?.x ?? 0));

  return {
    show: (reading) => {
      const instant = reading.timestamp * 1000;
      showPower(reading.usageWatts);
      setText(date, format.dateTime(instant));
      date.dateTime = new Date(instant).toISOString();
      setText(tariff, tariffText(reading, words));
      phases.show(reading);
      line = extendTrace(line, reading, traceLengthS);
      drawTrace();
    },
    showAge: ({ ageS, isStale }) => {
      panel.classList.toggle('stale', isStale);
      setText(age, isStale && ageS !== undefined ? words.lastReadingAgo(format.ago(ageS)) : '');
    },
    question,
    refresh: async () => {
      const nowS = now() / 1000;
      const window = { fromS: nowS - traceLengthS, toS: nowS + 1 };
      const series = await question.ask(api.history(window, traceLengthS));
      if (series === 'overtaken') return;
      const fetched = series ? lineOf(series, ({ meanW }) => meanW) : [];
      const fetchedToS = fetched.at(-1)?.x ?? 0;
      line = [...fetched, ...line.filter(({ x }) => x > fetchedToS)];
      drawTrace();
    },
  };
}

function directionOf(usageW: number): 'importing' | 'exporting' | 'balanced' {
  if (usageW === 0) return 'balanced';
  return usageW > 0 ? 'importing' : 'exporting';
}

function tariffText({ tariffIndicator, profile }: Reading, words: Words): string {
  if (tariffIndicator === undefined) return '';
  const label = tariffLabel(tariffIndicator, profile, words);
  return label ? words.tariffInForce(label) : tariffName(tariffIndicator, profile, words);
}
