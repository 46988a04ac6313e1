import type { EnergyBucket } from '@smer/shared/history-page';
import type { Profile, Reading } from '@smer/shared/reading';
import { elementOf, make, setText } from './elements.ts';
import { createEnergyChart } from './energy-chart.ts';
import { createEnergyControls, type EnergyControls } from './energy-controls.ts';
import { energyCsv } from './energy-csv.ts';
import {
  energyColumns,
  energyMedia,
  hasExported,
  isComplete,
  withoutExported,
} from './energy-figures.ts';
import { barNames, nameOfBefore, spanName } from './energy-names.ts';
import { type EnergySpan, spanAt } from './energy-span.ts';
import { createEnergyTable } from './energy-table.ts';
import { createEnergyTotals } from './energy-totals.ts';
import type { PageContext } from './page-context.ts';
import { Question } from './question.ts';
import { saveFile } from './save-file.ts';

interface EnergyAnswer {
  readonly span: EnergySpan;
  readonly isNow: boolean;
  readonly bars: readonly EnergyBucket[];
  readonly total: EnergyBucket | undefined;
  readonly before: EnergyBucket | undefined;
}

const nothing = { bars: [], total: undefined, before: undefined };

/** Energy of a day, week, month or year beside the one before, as bars and as tables. */
export class EnergyPanel {
  readonly question = new Question();
  readonly #context: PageContext;
  readonly #controls: EnergyControls;
  readonly #canvas = elementOf('energy-chart', HTMLCanvasElement);
  readonly #draws: ReturnType<typeof createDrawings>;
  #profile: Profile | undefined;
  #exports = true;
  #answer: EnergyAnswer | undefined;

  constructor(context: PageContext) {
    this.#context = context;
    this.#draws = createDrawings(context, this.#canvas);
    this.#controls = createEnergyControls({
      onSpan: () => void this.refresh(),
      onMedium: () => this.#draw(),
      onDownload: () => this.#download(),
    });
  }

  /** Tariff names hang on the meter's profile, and who never exported is shown no zeros. */
  show(reading: Reading): void {
    const exports = hasExported(reading);
    if (reading.profile === this.#profile && exports === this.#exports) return;
    this.#profile = reading.profile;
    this.#exports = exports;
    this.#draw();
  }

  async refresh(): Promise<void> {
    const { kind, shift } = this.#controls.chosen();
    const { now, zone, words } = this.#context;
    const span = spanAt(kind, now(), zone, shift);
    const before = spanAt(kind, now(), zone, shift - 1);
    const answer = await this.question.ask(fetchEnergy(this.#context, span, before));
    if (answer === 'overtaken') return;
    if (answer || this.#answer?.span.startS !== span.startS || this.#answer.span.kind !== kind) {
      this.#answer = { ...(answer ?? nothing), span, isNow: shift === 0 };
    }
    this.#draw();
    if (!answer) this.#say(words.energyFailed);
  }

  #draw(): void {
    if (!this.#answer) return;
    const { words } = this.#context;
    const { span, isNow } = this.#answer;
    const told = this.#exports ? this.#answer : withoutExport(this.#answer);
    const { bars, total, before } = told;
    const medium = this.#controls.showMedia(energyMedia([...bars, ...(total ? [total] : [])]));
    const columns = energyColumns(bars, medium, { words, profile: this.#profile });
    const buckets = span.barStartsS.map((startS) => bars.find(({ start }) => start === startS));
    const drawn = { labels: barNames(span, this.#context), buckets, columns };
    const name = spanName(span, isNow, this.#context);
    setText(elementOf('energy-period', HTMLElement), name);
    this.#draws.chart.draw(drawn);
    const keys = columns.map(({ label, colour }) =>
      make('span', { text: label, className: `key ${colour}` }),
    );
    elementOf('energy-legend', HTMLElement).replaceChildren(...keys);
    this.#draws.table.show(span.kind, drawn);
    const headings = [name, nameOfBefore(span, isNow, this.#context)] as const;
    this.#draws.totals.show(headings, [total, before], this.#profile);
    this.#canvas.setAttribute('aria-label', words.energyChartLabel(name));
    this.#say(columns.length === 0 ? words.noEnergyYet : this.#coverageNote(this.#answer));
  }

  #coverageNote({ total, isNow }: EnergyAnswer): string {
    const { words, format } = this.#context;
    if (!total || isNow || isComplete(total)) return '';
    return words.coverageNote(format.percent(total.coverage));
  }

  #say(text: string): void {
    setText(elementOf('energy-message', HTMLElement), text);
  }

  #download(): void {
    if (!this.#answer) return;
    const { span, bars } = this.#answer;
    const { toIso } = this.#context.zone;
    const date = toIso(span.startS * 1000).slice(0, 10);
    saveFile(`smer-${span.kind}-${date}.csv`, energyCsv(bars, toIso));
  }
}

const createDrawings = (context: PageContext, canvas: HTMLCanvasElement) => ({
  chart: createEnergyChart(canvas, context.format),
  table: createEnergyTable(context),
  totals: createEnergyTotals(context),
});

const withoutExport = ({ bars, total, before }: EnergyAnswer) => ({
  bars: bars.map(withoutExported),
  total: total && withoutExported(total),
  before: before && withoutExported(before),
});

async function fetchEnergy({ api }: PageContext, span: EnergySpan, before: EnergySpan) {
  const [bars, pair] = await Promise.all([
    api.energy(span.bars, span.startS, span.endS),
    api.energy(span.kind, before.startS, span.endS),
  ]);
  const startingAt = (startS: number) => pair.buckets.find(({ start }) => start === startS);
  return { bars: bars.buckets, total: startingAt(span.startS), before: startingAt(before.startS) };
}
