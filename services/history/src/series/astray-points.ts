import { chunkOf, quartersPerChunk } from './counter-chunk.ts';
import { type CounterRun, counters, quartersPerDay } from './counter-run.ts';
import type { CounterTable } from './counter-table.ts';
import type { MeterRegister } from './meter-register.ts';
import { TrueCourse } from './true-course.ts';

const allCounters = counters.map((_, counter) => counter);

/** Quarter hours from one to another. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What was found in a chunk, and what it was found from. */
interface Finding {
  readonly basis: string;
  readonly astray: ReadonlySet<string>;
}

/**
 * Which values of a table a wrong clock put where their meter can't have shown them. Only of a
 * meter with an identifier can that be told. A chunk is looked at as a whole, with a day to each
 * side and the next that is known after it, so that what is found is the same whatever range is
 * asked for. What comes next tells of what stands before an outage.
 */
export class AstrayPoints {
  readonly #table: CounterTable;
  readonly #register: MeterRegister;
  readonly #findings = new Map<number, Finding>();

  constructor(table: CounterTable, register: MeterRegister) {
    this.#table = table;
    this.#register = register;
  }

  /** Keys, as `keyOf` makes them, of those in a chunk, among the quarter hours up to one. */
  in(number: number, upTo: number): ReadonlySet<string> {
    const spans = this.#spansAround(number, upTo);
    const revisions = spans.map((span) => [span.from, span.to, ...this.#revisionsOf(span)]);
    const basis = revisions.join();
    const found = this.#findings.get(number);
    if (found?.basis === basis) return found.astray;
    const astray = this.#hasFall(spans) ? this.#find(spans) : new Set<string>();
    this.#findings.set(number, { basis, astray });
    return astray;
  }

  /** The quarter hours that are looked at to tell of a chunk. */
  #spansAround(number: number, upTo: number): Span[] {
    const first = number * quartersPerChunk;
    const from = first - quartersPerDay;
    const to = Math.min(first + quartersPerChunk - 1 + quartersPerDay, upTo);
    const next = this.#table.usedAfter(to) ?? Number.POSITIVE_INFINITY;
    return next > upTo
      ? [{ from, to }]
      : [
          { from, to },
          { from: next, to: next },
        ];
  }

  #revisionsOf({ from, to }: Span): number[] {
    const [first, last] = [chunkOf(from), chunkOf(to)];
    return Array.from({ length: last - first + 1 }, (_, index) =>
      this.#table.revision(first + index),
    );
  }

  /** Few chunks have one, and it is seen at once. */
  #hasFall(spans: readonly Span[]): boolean {
    let hasFall = false;
    const latest = allCounters.map(() => Number.NEGATIVE_INFINITY);
    for (const span of spans) {
      this.#table.visit(allCounters, span, (_, value, __, counter) => {
        if (value < (latest[counter] ?? value)) hasFall = true;
        latest[counter] = value;
      });
    }
    return hasFall;
  }

  #find(spans: readonly Span[]): Set<string> {
    const courses = new Map<string, { counter: number; course: TrueCourse }>();
    for (const { values, ...point } of spans.flatMap((span) => this.#endsOfRuns(span))) {
      for (const [counter, value] of values.entries()) {
        const identifier = this.#identifierOf(counter, point.meters);
        if (value === undefined || identifier === undefined) continue;
        const key = `${counter} ${identifier}`;
        const entry = courses.get(key) ?? { counter, course: new TrueCourse() };
        courses.set(key, entry);
        entry.course.add({ ...point, value });
      }
    }
    const keys = [...courses.values()].flatMap(({ counter, course }) =>
      course.astray.map(({ meters, timestamp }) => keyOf(counter, meters, timestamp)),
    );
    return new Set(keys);
  }

  /** In order of time. */
  #endsOfRuns({ from, to }: Span) {
    const quarters = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    return quarters.flatMap((quarter) =>
      this.#table
        .runsOf(quarter)
        .flatMap(endsOf)
        .sort((a, b) => a.timestamp - b.timestamp),
    );
  }

  #identifierOf(counter: number, meters: number): string | undefined {
    const medium = counters[counter]?.medium ?? 'electricity';
    return this.#register.identifierOf(meters, medium);
  }
}

/** The same for all counters of a medium: a clock is wrong for all, though some stand still. */
export const keyOf = (counter: number, meters: number, timestamp: number): string =>
  `${counters[counter]?.medium} ${meters} ${timestamp}`;

const endsOf = ({ meters, firstAt, firstSource, first, lastAt, lastSource, last }: CounterRun) => [
  { meters, timestamp: firstAt, source: firstSource, values: first },
  { meters, timestamp: lastAt, source: lastSource, values: last },
];
