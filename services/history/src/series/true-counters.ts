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
  /** What lies after this is not believed, epoch seconds. */
  readonly until: number;
}

/** The counters of a table without the values that a wrong clock put where no meter has shown them. */
export class TrueCounters {
  readonly register: MeterRegister;
  readonly #table: CounterTable;
  readonly #astray: AstrayPoints;
  readonly #until: number;

  constructor({ table, register, astray, until }: TrueCountersOptions) {
    this.register = register;
    this.#table = table;
    this.#astray = astray;
    this.#until = until;
  }

  /** From the first to the last quarter hour of the table that is believed, in epoch seconds. */
  get span(): { from: number; to: number } | undefined {
    const span = this.#table.span;
    return span && { from: span.from, to: Math.min(span.to, this.#until) };
  }

  /** Hands over what some counters showed in the quarter hours [from, to], in order of time. */
  visit(wanted: readonly number[], range: { from: number; to: number }, visit: VisitPoint): void {
    let chunkEnd = Number.NEGATIVE_INFINITY;
    let astray: ReadonlySet<string> = new Set();
    this.#table.visit(wanted, range, (timestamp, value, meters, index) => {
      if (timestamp > this.#until) return;
      if (timestamp >= chunkEnd) {
        const number = chunkOf(quarterOf(timestamp));
        chunkEnd = (number + 1) * chunkSeconds;
        astray = this.#astray.in(number, this.#until);
      }
      if (astray.size > 0 && astray.has(keyOf(wanted[index] ?? 0, meters, timestamp))) return;
      visit(timestamp, value, meters, index);
    });
  }

  /** The nearest quarter hour before that shows the counter. */
  quarterBefore(counter: number, quarter: number): number | undefined {
    return this.#nearest(counter, quarter, (from) => this.#table.quarterBefore(counter, from));
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
    while (at !== undefined && !this.#shows(counter, at)) at = next(at);
    return at;
  }

  #shows(counter: number, quarter: number): boolean {
    let isShown = false;
    this.visit([counter], { from: quarter, to: quarter }, () => {
      isShown = true;
    });
    return isShown;
  }
}
