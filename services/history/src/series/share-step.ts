import type { CalendarPeriod } from '@smer/shared/local-calendar';

/** A counter of these meters showed this at this instant (epoch seconds). */
export interface Point {
  readonly timestamp: number;
  readonly value: number;
  readonly meters: number;
}

/** From one value of a counter to its next. */
export interface Step {
  readonly before: Point;
  readonly after: Point;
  /** The first period that may have a part in it. */
  readonly position: number;
}

/** Sums by period, absent where nothing is known. */
export type Sums = (number | undefined)[];

/**
 * Divides a step by time among adjoining periods and adds to each of the sums. Where the counter
 * falls nothing was counted. Gives the position of the last period that had a part.
 */
export function shareStep(
  each: readonly Sums[],
  periods: readonly CalendarPeriod[],
  step: Step,
): number {
  if (!isCounted(step)) return step.position;
  const { before, after } = step;
  let { position } = step;
  for (let period = periods[position]; period; period = periods[position]) {
    if (period.end > before.timestamp) {
      if (period.start >= after.timestamp) break;
      const part = countedBy(step, period.end) - countedBy(step, period.start);
      addAt(each, position, part);
    }
    if (period.end > after.timestamp) break;
    position += 1;
  }
  return position;
}

const isCounted = ({ before, after }: Step): boolean =>
  after.timestamp > before.timestamp && after.value >= before.value;

function addAt(each: readonly Sums[], position: number, part: number): void {
  for (const sums of each) sums[position] = (sums[position] ?? 0) + part;
}

/** How much of a step had been counted at an instant. */
function countedBy({ before, after }: Step, instant: number): number {
  if (instant <= before.timestamp) return 0;
  const counted = after.value - before.value;
  if (instant >= after.timestamp) return counted;
  const passed = (instant - before.timestamp) / (after.timestamp - before.timestamp);
  return Math.round(counted * passed);
}
