import { chunkOf, quartersPerChunk, type VisitPoint } from './counter-chunk.ts';
import { counters, quarterOf, quarterSeconds, quartersPerDay } from './counter-run.ts';
import type { CounterTable } from './counter-table.ts';
import type { MeterRegister } from './meter-register.ts';
import { TrueCourse } from './true-course.ts';

const chunkSeconds = quarterSeconds * quartersPerChunk;
const allCounters = counters.map((_, counter) => counter);

/** What was found in a chunk, and the revisions of the chunks it was found in. */
interface Finding {
  readonly revisions: string;
  readonly astray: ReadonlySet<string>;
}

/**
 * The counters of a table without the values that a wrong clock put where their meter can't have
 * shown them. Only of a meter with an identifier can that be told. A chunk is looked at as a
 * whole, with a day to each side, so that its values are the same whatever range is asked for.
 */
export class TrueCounters {
  readonly #table: CounterTable;
  readonly #register: MeterRegister;
  readonly #findings = new Map<number, Finding>();

  constructor(table: CounterTable, register: MeterRegister) {
    this.#table = table;
    this.#register = register;
  }

  /** Hands over what some counters showed in the quarter hours [from, to], in order of time. */
  visit(wanted: readonly number[], range: { from: number; to: number }, visit: VisitPoint): void {
    let chunkEnd = Number.NEGATIVE_INFINITY;
    let astray: ReadonlySet<string> = new Set();
    this.#table.visit(wanted, range, (timestamp, value, meters, index) => {
      if (timestamp >= chunkEnd) {
        const number = chunkOf(quarterOf(timestamp));
        chunkEnd = (number + 1) * chunkSeconds;
        astray = this.#astrayIn(number);
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

  #astrayIn(number: number): ReadonlySet<string> {
    const revisions = [number - 1, number, number + 1]
      .map((each) => this.#table.revision(each))
      .join();
    const found = this.#findings.get(number);
    if (found?.revisions === revisions) return found.astray;
    const astray = this.#hasFall(number) ? this.#findAstray(number) : new Set<string>();
    this.#findings.set(number, { revisions, astray });
    return astray;
  }

  /** Few chunks have one, and it is seen at once. */
  #hasFall(number: number): boolean {
    let hasFall = false;
    const latest = allCounters.map(() => Number.NEGATIVE_INFINITY);
    this.#table.visit(allCounters, rangeOf(number), (_, value, __, counter) => {
      if (value < (latest[counter] ?? value)) hasFall = true;
      latest[counter] = value;
    });
    return hasFall;
  }

  #findAstray(number: number): Set<string> {
    const courses = new Map<string, { counter: number; course: TrueCourse }>();
    this.#table.visit(allCounters, rangeOf(number), (timestamp, value, meters, counter) => {
      const identifier = this.#identifierOf(counter, meters);
      if (identifier === undefined) return;
      const key = `${counter} ${identifier}`;
      const entry = courses.get(key) ?? { counter, course: new TrueCourse() };
      courses.set(key, entry);
      entry.course.add({ timestamp, value, meters });
    });
    const keys = [...courses.values()].flatMap(({ counter, course }) =>
      course.astray.map(({ meters, timestamp }) => keyOf(counter, meters, timestamp)),
    );
    return new Set(keys);
  }

  #identifierOf(counter: number, meters: number): string | undefined {
    const medium = counters[counter]?.medium ?? 'electricity';
    return this.#register.identifierOf(meters, medium);
  }
}

/** The same for all counters of a medium: a clock is wrong for all, though some stand still. */
const keyOf = (counter: number, meters: number, timestamp: number) =>
  `${counters[counter]?.medium} ${meters} ${timestamp}`;

function rangeOf(number: number): { from: number; to: number } {
  const from = number * quartersPerChunk;
  return { from: from - quartersPerDay, to: from + quartersPerChunk - 1 + quartersPerDay };
}
