import type { Reading } from '@smer/shared/reading';
import { slotS } from '@smer/shared/slot';
import { elementOf } from './elements.ts';
import { createHistoryChart, type HistoryChart } from './history-chart.ts';
import { createHistoryControls, type HistoryControls } from './history-controls.ts';
import {
  type HistoryView,
  isLive,
  localDate,
  pieceBetween,
  scaled,
  shifted,
  type TimeWindow,
  windowOf,
} from './history-range.ts';
import {
  appendReading,
  dropBefore,
  type HistorySeries,
  hasPhases,
  refreshAfterS,
} from './history-series.ts';
import { createHistoryStatus, type HistoryStatus } from './history-status.ts';
import { createHistoryTable, type HistoryTable } from './history-table.ts';
import type { PageContext } from './page-context.ts';
import { Question } from './question.ts';

const emptyLengthS = 3600;

/** Power against time: follows the clock, or stands still at a day or a piece that was chosen. */
export class HistoryPanel {
  readonly question = new Question();
  readonly #context: PageContext;
  readonly #controls: HistoryControls;
  readonly #chart: HistoryChart;
  readonly #table: HistoryTable;
  readonly #status: HistoryStatus;
  #view: HistoryView;
  #series: HistorySeries = { bucketS: slotS, points: [] };
  #fetchedAtS = 0;
  #drawnAtS = 0;

  constructor(context: PageContext) {
    this.#context = context;
    this.#controls = createHistoryControls(context.words, {
      onView: (view) => this.#look(view),
      onShift: (direction) => this.#look(this.#shifted(direction)),
      onScale: (factor) => this.#look(scaled(this.#shown(), factor, this.#nowS())),
      onPhases: () => this.#draw(),
    });
    this.#chart = createHistoryChart(elementOf('history-chart', HTMLCanvasElement), context, {
      onSelect: (oneS, otherS) => this.#look(pieceBetween(oneS, otherS)),
      onReturn: () => this.#look(this.#controls.chosen),
    });
    this.#table = createHistoryTable(context);
    this.#status = createHistoryStatus(context);
    this.#view = this.#controls.chosen;
  }

  /** Adds a reading at the end of what is shown, if that follows the clock. */
  show(reading: Reading): void {
    if (!isLive(this.#view)) return;
    const before = this.#series;
    const { fromS = 0 } = this.#window();
    this.#series = dropBefore(appendReading(before, reading), fromS);
    if (this.#nowS() - this.#fetchedAtS > refreshAfterS(before.bucketS)) void this.refresh();
    else if (this.#series !== before) this.#draw();
  }

  /** While no readings come, what follows the clock must be moved on without them. */
  showStale(isStale: boolean): void {
    const isDue = this.#drawnAtS > 0 && this.#nowS() - this.#drawnAtS >= slotS;
    if (isStale && isDue && isLive(this.#view)) this.#draw();
  }

  /** Asks for what is shown anew, at as many points as the chart has pixels. */
  async refresh(): Promise<void> {
    this.#fetchedAtS = this.#nowS();
    const { toS, ...from } = this.#window();
    const asked = { ...from, toS: isLive(this.#view) ? toS + slotS : toS };
    const { api } = this.#context;
    const answer = await this.question.ask(api.history(asked, this.#chart.widthPx));
    if (answer === 'overtaken') return;
    if (answer) this.#series = answer;
    this.#status.show(answer ?? 'failed', asked);
    this.#draw();
  }

  #look(view: HistoryView): void {
    this.#view = view;
    void this.refresh();
  }

  #draw(): void {
    const { zone, now } = this.#context;
    const shown = this.#shown();
    this.#drawnAtS = this.#nowS();
    this.#controls.show(this.#view, localDate(now(), zone), hasPhases(this.#series));
    const { phasesChosen } = this.#controls;
    this.#chart.draw(this.#series, shown, phasesChosen);
    this.#status.describe(shown);
    this.#table.show(this.#series, phasesChosen);
  }

  #nowS(): number {
    return Math.floor(this.#context.now() / 1000);
  }

  #window(): TimeWindow {
    return windowOf(this.#view, this.#nowS(), this.#context.zone);
  }

  #shown(): Required<TimeWindow> {
    const { fromS = this.#series.points[0]?.timestampS, toS } = this.#window();
    return { fromS: fromS ?? toS - emptyLengthS, toS };
  }

  #shifted(direction: -1 | 1): HistoryView {
    const { zone } = this.#context;
    return shifted(this.#view, direction, { shown: this.#shown(), nowS: this.#nowS(), zone });
  }
}
