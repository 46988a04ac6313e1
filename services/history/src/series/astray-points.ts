import { quartersPerChunk } from './counter-chunk.ts';
import { type CounterRun, counters, quarterSeconds, quartersPerDay } from './counter-run.ts';
import type { CounterTable } from './counter-table.ts';
import type { MeterRegister } from './meter-register.ts';
import { TrueCourse } from './true-course.ts';

const allCounters = counters.map((_, counter) => counter);

/** What was found in a chunk, and what it was found from. */
interface Finding {
  readonly basis: string;
  readonly astray: ReadonlySet<string>;
}

/**
 * Which values of a table a wrong clock put where their meter can't have shown them. Only of a
 * meter with an identifier can that be told. A chunk is looked at as a whole, with a day to each
 * side, so that what is found is the same whatever range is asked for.
 */
export class AstrayPoints {
  readonly #table: CounterTable;
  readonly #register: MeterRegister;
  readonly #findings = new Map<number, Finding>();

  constructor(table: CounterTable, register: MeterRegister) {
    this.#table = table;
    this.#register = register;
  }

  /** Keys, as `keyOf` makes them, of those in a chunk, among what lies up to an instant. */
  in(number: number, until: number): ReadonlySet<string> {
    const end = Math.min(until, (rangeOf(number).to + 1) * quarterSeconds);
    const chunks = [number - 1, number, number + 1];
    const basis = [...chunks.map((each) => this.#table.revision(each)), end].join();
    const found = this.#findings.get(number);
    if (found?.basis === basis) return found.astray;
    const astray = this.#hasFall(number) ? this.#find(number, end) : new Set<string>();
    this.#findings.set(number, { basis, astray });
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

  #find(number: number, end: number): Set<string> {
    const courses = new Map<string, { counter: number; course: TrueCourse }>();
    for (const { values, ...point } of this.#endsOfRuns(number)) {
      if (point.timestamp > end) continue;
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
  #endsOfRuns(number: number) {
    const { from, to } = rangeOf(number);
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

/** Of the quarter hours that are looked at to tell of a chunk. */
function rangeOf(number: number): { from: number; to: number } {
  const from = number * quartersPerChunk;
  return { from: from - quartersPerDay, to: from + quartersPerChunk - 1 + quartersPerDay };
}
