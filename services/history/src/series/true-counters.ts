import { type AstrayPoints, keyOf } from './astray-points.ts';
import { chunkOf, quartersPerChunk, type VisitPoint } from './counter-chunk.ts';
import { quarterOf, quarterSeconds } from './counter-run.ts';
import type { CounterTable } from './counter-table.ts';
import type { MeterRegister } from './meter-register.ts';

const chunkSeconds = quarterSeconds * quartersPerChunk;

export interface TrueCountersOptions {
  readonly table: CounterTable;
  readonly register: MeterRegister;
  readonly astray: AstrayPoints;
  /** Quarter hours after this one are not believed. */
  readonly believed: number;
}

/** The counters of a table without the values that a wrong clock put where no meter has shown them. */
export class TrueCounters {
  readonly register: MeterRegister;
  readonly #table: CounterTable;
  readonly #astray: AstrayPoints;
  readonly #believed: number;

  constructor({ table, register, astray, believed }: TrueCountersOptions) {
    this.register = register;
    this.#table = table;
    this.#astray = astray;
    this.#believed = believed;
  }

  /** From the first to the last quarter hour with a sample, in epoch seconds. */
  get span(): { from: number; to: number } | undefined {
    const first = this.#table.usedAfter();
    const last = this.#table.usedBefore(this.#believed + 1);
    if (first === undefined || last === undefined) return undefined;
    return { from: first * quarterSeconds, to: last * quarterSeconds };
  }

  /** The share of slots in [from, to), epoch seconds at quarter hours, that hold a sample. */
  coverage(from: number, to: number): number {
    return this.#table.coverage(from, to, this.#believed);
  }

  /** Hands over what some counters showed in the quarter hours [from, to], in order of time. */
  visit(
    wanted: readonly number[],
    { from, to }: { from: number; to: number },
    visit: VisitPoint,
  ): void {
    const range = { from, to: Math.min(to, this.#believed) };
    let chunkEnd = Number.NEGATIVE_INFINITY;
    let astray: ReadonlySet<string> = new Set();
    this.#table.visit(wanted, range, (timestamp, value, meters, index) => {
      if (timestamp >= chunkEnd) {
        const number = chunkOf(quarterOf(timestamp));
        chunkEnd = (number + 1) * chunkSeconds;
        astray = this.#astray.in(number, this.#believed);
      }
      if (astray.size > 0 && astray.has(keyOf(wanted[index] ?? 0, meters, timestamp))) return;
      visit(timestamp, value, meters, index);
    });
  }

  /** The nearest quarter hour before that shows the counter. */
  quarterBefore(counter: number, quarter: number): number | undefined {
    const end = Math.min(quarter, this.#believed + 1);
    return this.#nearest(counter, end, (from) => this.#table.quarterBefore(counter, from));
  }

  quarterAfter(counter: number, quarter: number): number | undefined {
    return this.#nearest(counter, quarter, (from) => this.#table.quarterAfter(counter, from));
  }

  #nearest(
    counter: number,
    quarter: number,
    next: (from: number) => number | undefined,
  ): number | undefined {
    let at = next(quarter);
    while (at !== undefined && at <= this.#believed) {
      if (this.#shows(counter, at)) return at;
      at = next(at);
    }
    return undefined;
  }

  #shows(counter: number, quarter: number): boolean {
    let isShown = false;
    this.visit([counter], { from: quarter, to: quarter }, () => {
      isShown = true;
    });
    return isShown;
  }
}
