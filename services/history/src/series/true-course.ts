import type { Point } from './share-step.ts';

/** A counter that is still lower after this was set back, and goes on from there. */
const bridgedSeconds = 86_400;

/**
 * The course of a counter of one meter, in order of time, and which of its points are astray.
 *
 * Such a counter never falls. Where it does, a clock was wrong for a while: ahead, and points stand
 * among later ones that are higher; or behind, and they stand among earlier ones that are lower.
 * Of the two sides of a fall the one with fewer points is astray. A counter that does not come back
 * within a day was set back for good; then no point is.
 */
export class TrueCourse {
  readonly astray: Point[] = [];
  #kept: Point[] = [];
  /** Since a fall that is not yet understood. */
  #low: Point[] = [];

  add(point: Point): void {
    const top = this.#kept.at(-1);
    if (!top || point.value >= top.value) {
      this.astray.push(...this.#low);
      this.#low = [];
      this.#kept.push(point);
      return;
    }
    this.#low.push(point);
    if (point.timestamp - top.timestamp > bridgedSeconds) this.#kept = [];
    else if (this.#high < this.#low.length) this.astray.push(...this.#kept.splice(-this.#high));
    else return;
    const low = this.#low;
    this.#low = [];
    for (const each of low) this.add(each);
  }

  /** How many points before the fall would have to go for those after it to stay. */
  get #high(): number {
    const floor = Math.min(...this.#low.map(({ value }) => value));
    const since = (this.#low[0]?.timestamp ?? 0) - bridgedSeconds;
    const lastBelow = this.#kept.findLast(({ value }) => value <= floor);
    if (!lastBelow || lastBelow.timestamp < since) return Number.POSITIVE_INFINITY;
    return this.#kept.length - 1 - this.#kept.lastIndexOf(lastBelow);
  }
}
