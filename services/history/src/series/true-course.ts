import type { Point } from './share-step.ts';

/** A counter that stays lower for longer was set back; one that stays higher is right. */
const longestSpell = 86_400;

/**
 * The course of a counter of one meter, in order of time, and which of its points are astray.
 *
 * Such a counter never falls. Where it does, a clock was wrong for a while: ahead, and points stand
 * among later ones that are higher; or behind, and they stand among earlier ones that are lower.
 * Of the two sides of a fall the one with fewer points is astray. A counter that has not come back
 * a day after its fall was set back for good; then no point is.
 */
export class TrueCourse {
  readonly astray: Point[] = [];
  #kept: Point[] = [];
  /** Since a fall that is not yet understood, and the lowest value among them. */
  #low: Point[] = [];
  #floor = Number.POSITIVE_INFINITY;

  add(point: Point): void {
    const top = this.#kept.at(-1);
    // The only sample of a quarter hour is its first and its last.
    if ((this.#low.at(-1) ?? top)?.timestamp === point.timestamp) return;
    if (!top || point.value >= top.value) {
      this.astray.push(...this.#low);
      this.#forgetFall();
      this.#kept.push(point);
      return;
    }
    this.#low.push(point);
    this.#floor = Math.min(this.#floor, point.value);
    const fellAt = this.#low[0]?.timestamp ?? point.timestamp;
    const high = this.#countHigh(top, this.#low.length);
    if (high !== undefined) this.astray.push(...this.#kept.splice(-high));
    else if (point.timestamp - fellAt > longestSpell) this.#kept = [];
    else return;
    const low = this.#low;
    this.#forgetFall();
    for (const each of low) this.add(each);
  }

  #forgetFall(): void {
    this.#low = [];
    this.#floor = Number.POSITIVE_INFINITY;
  }

  /** How many points have to go for those after the fall to stay, if they are fewer than `limit` and of a spell. */
  #countHigh(top: Point, limit: number): number | undefined {
    let high = 0;
    for (let at = this.#kept.length - 1; at >= 0; at -= 1) {
      const point = this.#kept[at];
      if (!point || point.value <= this.#floor) break;
      high += 1;
      if (high >= limit || top.timestamp - point.timestamp > longestSpell) return undefined;
    }
    return high;
  }
}
