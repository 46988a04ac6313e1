import { type CounterField, counters, quarterOf } from './counter-run.ts';
import type { History } from './history.ts';
import type { CalendarPeriod } from './local-calendar.ts';

/** What was counted in each period, absent where nothing is known. */
export type Counted = readonly (number | undefined)[];

/** A counter showed this at this instant (epoch seconds). */
interface Point {
  readonly timestamp: number;
  readonly value: number;
  readonly meters: number;
}

/**
 * What a counter counted in each of some adjoining periods; undefined where nothing is known.
 *
 * Between two values of one meter lies what it counted. Where a border falls between them, each
 * side gets its share by time: next to nothing while samples come in, and the fairest guess over
 * a gap. A border's share is the same whatever periods are asked for, so parts sum to the whole.
 * Between two meters nothing was counted. Neither where a counter falls, as that of a meter without
 * an identifier does when it is replaced: of that quarter hour its use is lost.
 */
export function readConsumption(
  { table, register }: History,
  field: CounterField,
  periods: readonly CalendarPeriod[],
): Counted {
  const sums = periods.map((): number | undefined => undefined);
  const [from, to] = [periods[0]?.start, periods.at(-1)?.end];
  if (from === undefined || to === undefined) return sums;
  const counter = counters.findIndex((candidate) => candidate.field === field);
  const medium = counters[counter]?.medium ?? 'electricity';
  let before: Point | undefined;
  let position = 0;
  const range = {
    from: table.quarterBefore(counter, quarterOf(from)) ?? quarterOf(from),
    to: table.quarterAfter(counter, quarterOf(to) - 1) ?? quarterOf(to),
  };
  table.visit(counter, range, (timestamp, value, meters) => {
    const after = { timestamp, value, meters };
    if (before && isStep(before, after) && register.isSameMeter(before.meters, meters, medium)) {
      position = share(sums, periods, { before, after, position });
    }
    before = after;
  });
  return sums;
}

const isStep = (before: Point, after: Point): boolean =>
  after.timestamp > before.timestamp && after.value >= before.value;

interface Step {
  readonly before: Point;
  readonly after: Point;
  /** The first period that may have a part in it. */
  readonly position: number;
}

/** Divides a step among the periods; gives the position of the last that had a part. */
function share(
  sums: (number | undefined)[],
  periods: readonly CalendarPeriod[],
  step: Step,
): number {
  const { before, after } = step;
  let { position } = step;
  for (let period = periods[position]; period; period = periods[position]) {
    if (period.end > before.timestamp) {
      if (period.start >= after.timestamp) break;
      const part = countedBy(step, period.end) - countedBy(step, period.start);
      sums[position] = (sums[position] ?? 0) + part;
    }
    if (period.end > after.timestamp) break;
    position += 1;
  }
  return position;
}

/** The tariffs make the total where the meter sends none. */
export const totalOf = (totals: Counted, tariff1: Counted, tariff2: Counted): Counted =>
  totals.map((total, index) => total ?? addPresent(tariff1[index], tariff2[index]));

function addPresent(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

/** How much of a step had been counted at an instant. */
function countedBy({ before, after }: Step, instant: number): number {
  if (instant <= before.timestamp) return 0;
  const counted = after.value - before.value;
  if (instant >= after.timestamp) return counted;
  const passed = (instant - before.timestamp) / (after.timestamp - before.timestamp);
  return Math.round(counted * passed);
}
