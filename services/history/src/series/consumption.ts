import type { CalendarPeriod } from '@smer/shared/local-calendar';
import { counters as allCounters, type CounterField, quarterOf } from './counter-run.ts';
import { type Point, type Sums, shareStep } from './share-step.ts';
import type { TrueCounters } from './true-counters.ts';

/** What a meter counts in one direction: in total, by tariff, or both. */
export interface Flow {
  readonly total: CounterField;
  readonly tariffs: readonly CounterField[];
}

/** All flows; each counter belongs to one of them. */
export const flows = {
  imported: {
    total: 'energyImportedWh',
    tariffs: ['energyImportedT1Wh', 'energyImportedT2Wh'],
  },
  exported: {
    total: 'energyExportedWh',
    tariffs: ['energyExportedT1Wh', 'energyExportedT2Wh'],
  },
  gas: { total: 'gasDm3', tariffs: [] },
  water: { total: 'waterDm3', tariffs: [] },
} as const satisfies Readonly<Record<string, Flow>>;

/** What was counted in each period, Wh or dm³, absent where nothing is known. */
export type Counted = readonly (number | undefined)[];

/** What a flow counted; a list holds a value for each period. */
export interface Consumption {
  readonly total: Counted;
  /** In the order of the tariffs of the flow. */
  readonly tariffs: readonly Counted[];
}

/** A counter on its way through the periods. */
interface Course {
  /** What its steps add to where the counter of the total tells of them, and where it does not. */
  readonly told: readonly Sums[];
  readonly untold: readonly Sums[];
  before?: Point;
  /** The first period that its next step may have a part in. */
  position: number;
}

/**
 * What a flow counted in each of some adjoining periods.
 *
 * Between two values of one meter lies what it counted. Where a border falls between them, each
 * side gets its share by time: next to nothing while samples come in, and the fairest guess over
 * a gap. A border's share is the same whatever periods are asked for, so parts sum to the whole.
 * Between two meters nothing was counted. Neither where a counter falls, as that of a meter without
 * an identifier does when it is replaced: of that quarter hour its use is lost.
 *
 * Where two samples in a row show the total, its counter tells what was counted between them;
 * elsewhere the tariffs do. It is decided for each step, since by whole periods the use of one meter
 * would be lost where another, with a total or without, takes its place.
 */
export function readConsumption(
  counters: TrueCounters,
  { total, tariffs }: Flow,
  periods: readonly CalendarPeriod[],
): Consumption {
  const whole: Sums = periods.map(() => undefined);
  const parts = tariffs.map((): Sums => periods.map(() => undefined));
  const courses: readonly Course[] = [
    { told: [whole], untold: [], position: 0 },
    ...parts.map((part) => ({ told: [part], untold: [part, whole], position: 0 })),
  ];
  const wanted = [total, ...tariffs].map(indexOf);
  const medium = allCounters[indexOf(total)]?.medium ?? 'electricity';
  let latest = 0;
  let toldUntil = 0;
  counters.visit(
    wanted,
    rangeAround(counters, wanted, periods),
    (timestamp, value, meters, index) => {
      const course = courses[index];
      if (!course) return;
      const { before, position } = course;
      const after = { timestamp, value, meters };
      const isInARow = before?.timestamp === latest;
      course.before = after;
      latest = timestamp;
      if (!before || !counters.register.isSameMeter(before.meters, meters, medium)) return;
      if (index === 0 && isInARow) toldUntil = timestamp;
      const sums = toldUntil > before.timestamp ? course.told : course.untold;
      course.position = shareStep(sums, periods, { before, after, position });
    },
  );
  return { total: whole, tariffs: parts };
}

const indexOf = (wanted: CounterField): number =>
  allCounters.findIndex(({ field }) => field === wanted);

/** The quarter hours of the periods, and out to the values next to them. */
function rangeAround(
  counters: TrueCounters,
  wanted: readonly number[],
  periods: readonly CalendarPeriod[],
): { from: number; to: number } {
  const [from, to] = [quarterOf(periods[0]?.start ?? 0), quarterOf(periods.at(-1)?.end ?? 0)];
  return {
    from: Math.min(...wanted.map((counter) => counters.quarterBefore(counter, from) ?? from)),
    to: Math.max(...wanted.map((counter) => counters.quarterAfter(counter, to - 1) ?? to)),
  };
}
