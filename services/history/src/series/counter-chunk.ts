import { slotOf } from '@smer/shared/slot';
import {
  type CounterRun,
  type CounterValues,
  counters,
  quarterSeconds,
  slotNumbers,
} from './counter-run.ts';
import { type ColumnContent, IntegerColumn } from './integer-column.ts';
import { quarterMark } from './time-mark.ts';

export const quartersPerChunk = 1024;

/** The number of the chunk that a quarter hour is in. */
export const chunkOf = (quarter: number): number => Math.floor(quarter / quartersPerChunk);

/** A chunk as columns, for a file; the columns of counters as in `counters`. */
export interface ChunkContent {
  /** Number of the set of meters + 1; 0 where there is no run. */
  readonly meters: Uint16Array;
  /** As `quarterMark` makes them. */
  readonly firstAt: Uint16Array;
  readonly lastAt: Uint16Array;
  readonly slots: Uint32Array;
  readonly first: readonly (ColumnContent | undefined)[];
  readonly last: readonly (ColumnContent | undefined)[];
}

/** A counter's value at an instant (epoch seconds); `index` is its place among those asked for. */
export type VisitPoint = (timestamp: number, value: number, meters: number, index: number) => void;

/** About ten days of quarter hours, at most one run each. A row is a quarter hour's place in the chunk. */
export class CounterChunk {
  readonly #firstQuarter: number;
  readonly #meters: Uint16Array;
  readonly #firstAt: Uint16Array;
  readonly #lastAt: Uint16Array;
  readonly #slots: Uint32Array;
  readonly #first: (IntegerColumn | undefined)[];
  readonly #last: (IntegerColumn | undefined)[];

  constructor(number: number, content?: ChunkContent) {
    this.#firstQuarter = number * quartersPerChunk;
    this.#meters = content?.meters ?? new Uint16Array(quartersPerChunk);
    this.#firstAt = content?.firstAt ?? new Uint16Array(quartersPerChunk);
    this.#lastAt = content?.lastAt ?? new Uint16Array(quartersPerChunk);
    this.#slots = content?.slots ?? new Uint32Array(quartersPerChunk * slotNumbers);
    this.#first = counters.map((_, counter) => toColumn(content?.first[counter]));
    this.#last = counters.map((_, counter) => toColumn(content?.last[counter]));
  }

  hasCounter(counter: number): boolean {
    return (this.#first[counter] ?? this.#last[counter]) !== undefined;
  }

  /** How many runs it holds. */
  get size(): number {
    return this.#meters.reduce((sum, meters) => (meters === 0 ? sum : sum + 1), 0);
  }

  /** Whether a row has a run. */
  holds(row: number): boolean {
    return this.#meters[row] !== 0;
  }

  /** Whether a meter told the time of one of the ends of a row's run. */
  isToldByMeter(row: number): boolean {
    if (!this.holds(row)) return false;
    return [this.#firstAt, this.#lastAt].some(
      (marks) => quarterMark.sourceOf(marks[row] ?? 0) === 'meter',
    );
  }

  get(row: number): CounterRun | undefined {
    const meters = (this.#meters[row] ?? 0) - 1;
    if (meters < 0) return undefined;
    const quarter = this.#firstQuarter + row;
    return {
      quarter,
      meters,
      firstAt: this.#instant(this.#firstAt, row),
      lastAt: this.#instant(this.#lastAt, row),
      firstSource: quarterMark.sourceOf(this.#firstAt[row] ?? 0),
      lastSource: quarterMark.sourceOf(this.#lastAt[row] ?? 0),
      first: this.#first.map((column) => column?.get(row)),
      last: this.#last.map((column) => column?.get(row)),
      slots: [this.slotBits(row, 0), this.slotBits(row, 1), this.slotBits(row, 2)],
    };
  }

  /** All that it holds, oldest first. */
  runs(): CounterRun[] {
    return Array.from(this.#meters, (_, row) => this.get(row)).filter((run) => run !== undefined);
  }

  /** Joins a run with what is there; false if that is of other meters. */
  merge(row: number, run: CounterRun): boolean {
    const held = (this.#meters[row] ?? 0) - 1;
    if (held >= 0 && held !== run.meters) return false;
    const start = run.quarter * quarterSeconds;
    const first = quarterMark.of(run.firstAt - start, run.firstSource);
    const last = quarterMark.of(run.lastAt - start, run.lastSource);
    if (held < 0 || comesFirst(first, this.#firstAt[row] ?? 0)) {
      this.#firstAt[row] = first;
      putValues(this.#first, row, run.first);
    }
    if (held < 0 || comesLast(last, this.#lastAt[row] ?? 0)) {
      this.#lastAt[row] = last;
      putValues(this.#last, row, run.last);
    }
    this.#meters[row] = run.meters + 1;
    for (const [part, bits] of run.slots.entries()) {
      this.#slots[row * slotNumbers + part] = this.slotBits(row, part) | bits;
    }
    return true;
  }

  clear(row: number): void {
    this.#meters[row] = 0;
    this.#slots.fill(0, row * slotNumbers, (row + 1) * slotNumbers);
  }

  /** Whether a counter has a value in a row. */
  shows(counter: number, row: number): boolean {
    if (!this.holds(row)) return false;
    return (this.#first[counter]?.get(row) ?? this.#last[counter]?.get(row)) !== undefined;
  }

  /** One of the three numbers that hold a bit for each slot of a row. */
  slotBits(row: number, part: number): number {
    return this.#slots[row * slotNumbers + part] ?? 0;
  }

  /** Hands over what some counters showed in a row: first all of its first sample, then of its last. */
  visit(wanted: readonly number[], row: number, visit: VisitPoint): void {
    const meters = (this.#meters[row] ?? 0) - 1;
    if (meters < 0) return;
    const firstAt = this.#instant(this.#firstAt, row);
    const lastAt = this.#instant(this.#lastAt, row);
    for (let index = 0; index < wanted.length; index += 1) {
      const value = this.#first[wanted[index] ?? 0]?.get(row);
      if (value !== undefined) visit(firstAt, value, meters, index);
    }
    for (let index = 0; index < wanted.length; index += 1) {
      const value = this.#last[wanted[index] ?? 0]?.get(row);
      if (value !== undefined) visit(lastAt, value, meters, index);
    }
  }

  content(): ChunkContent {
    return {
      meters: this.#meters,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      slots: this.#slots,
      first: this.#first.map((column) => column?.content(0, quartersPerChunk)),
      last: this.#last.map((column) => column?.content(0, quartersPerChunk)),
    };
  }

  /** What its arrays take. */
  get bytes(): number {
    const columns = [...this.#first, ...this.#last];
    const fixed = this.#meters.byteLength * 3 + this.#slots.byteLength;
    return columns.reduce((sum, column) => sum + (column?.bytes ?? 0), fixed);
  }

  /** Epoch seconds. */
  #instant(marks: Uint16Array, row: number): number {
    return (this.#firstQuarter + row) * quarterSeconds + quarterMark.secondOf(marks[row] ?? 0);
  }
}

/** The earlier slot comes first, the later last; of one slot the smaller mark either way, as it is the kept sample's. */
const comesFirst = (mark: number, held: number): boolean =>
  (compareSlots(mark, held) || mark - held) < 0;
const comesLast = (mark: number, held: number): boolean =>
  (compareSlots(held, mark) || mark - held) < 0;

const compareSlots = (a: number, b: number): number =>
  slotOf(quarterMark.secondOf(a)) - slotOf(quarterMark.secondOf(b));

const toColumn = (content: ColumnContent | undefined) => content && IntegerColumn.from(content);

function putValues(columns: (IntegerColumn | undefined)[], row: number, values: CounterValues) {
  for (const [counter, value] of values.entries()) {
    if (value !== undefined) columns[counter] ??= new IntegerColumn(quartersPerChunk);
    columns[counter]?.set(row, value);
  }
}
