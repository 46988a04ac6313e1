import type { TimestampSource } from '@smer/shared/reading';
import type { Point } from './share-step.ts';

/** A counter that stays lower for longer was set back; one that stays higher is right. */
const longestSpell = 86_400;

/** A meter's time outweighs the computer's of as many points as a spell can have. */
const weights = { meter: 10_000, reception: 1 } as const satisfies Record<TimestampSource, number>;

/** What a counter showed, and whose clock told when. */
interface ToldPoint extends Point {
  readonly source: TimestampSource;
}

/**
 * The course of a counter of one meter, in order of time, and which of its points are astray.
 *
 * Such a counter never falls. Where it does, a clock was wrong for a while: ahead, and points stand
 * among later ones that are higher; or behind, and they stand among earlier ones that are lower.
 * Of the two sides of a fall the one with fewer points whose time the meter told is astray; of as
 * many, the one with fewer points. A counter that has not come back a day after its fall was set
 * back for good; then no point is.
 */
export class TrueCourse {
  readonly #astray: ToldPoint[] = [];
  #kept: ToldPoint[] = [];
  /** Since a fall that is not yet understood, and the lowest value among them. */
  #low: ToldPoint[] = [];
  #floor = Number.POSITIVE_INFINITY;

  /** Those too that the computer alone placed after a fall from what a meter told, until it is understood. */
  get astray(): ToldPoint[] {
    const isDoubted = this.#kept.at(-1)?.source === 'meter' && weightOf(this.#low) < weights.meter;
    return isDoubted ? [...this.#astray, ...this.#low] : this.#astray;
  }

  add(point: ToldPoint): void {
    const top = this.#kept.at(-1);
    // The only sample of a quarter hour is its first and its last.
    if ((this.#low.at(-1) ?? top)?.timestamp === point.timestamp) return;
    if (!top || point.value >= top.value) {
      this.#astray.push(...this.#low);
      this.#forgetFall();
      this.#kept.push(point);
      return;
    }
    this.#low.push(point);
    this.#floor = Math.min(this.#floor, point.value);
    const fellAt = this.#low[0]?.timestamp ?? point.timestamp;
    const high = this.#countHigh(top, weightOf(this.#low));
    if (high !== undefined) this.#astray.push(...this.#kept.splice(-high));
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

  /** How many points have to go for those after the fall to stay, if they weigh less than `limit` and are of a spell. */
  #countHigh(top: Point, limit: number): number | undefined {
    let high = 0;
    let weight = 0;
    for (let at = this.#kept.length - 1; at >= 0; at -= 1) {
      const point = this.#kept[at];
      if (!point || point.value <= this.#floor) break;
      high += 1;
      weight += weights[point.source];
      if (weight >= limit || top.timestamp - point.timestamp > longestSpell) return undefined;
    }
    return high;
  }
}

const weightOf = (points: readonly ToldPoint[]): number =>
  points.reduce((sum, { source }) => sum + weights[source], 0);
