import { slotS } from '@smer/shared/slot';

/** A range of samples [from, to) in epoch seconds. */
export interface SampleRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly fields: readonly string[];
}

/** Times and values of little more than a page; an hour of all fields is less. */
const valuesOfPage = 5_000;

/** Ranges of up to so many times that are put together from pages kept: 40,000 readings of one value. */
const mostTimesAsLong = 16;

/**
 * Whether a range can't hold more than about a page, whatever was measured. It may still take
 * two or three, as pages end at borders of their own.
 */
export const isShortRange = (range: SampleRange, nowS: number): boolean =>
  mostValues(range, nowS) <= valuesOfPage;

/**
 * Whether a range takes several pages, but not so many that they would drive out those of others:
 * exports of years also go on page by page, as at the speed of memory they would leave the machine
 * to nobody else.
 */
export const isSharedRange = (range: SampleRange, nowS: number): boolean =>
  !isShortRange(range, nowS) && mostValues(range, nowS) <= mostTimesAsLong * valuesOfPage;

/** Times and values of a range, were there a reading in every slot. */
function mostValues({ from, to, fields }: SampleRange, nowS: number): number {
  if (from === undefined) return Number.POSITIVE_INFINITY;
  return (((to ?? nowS) - from) / slotS) * (1 + fields.length);
}

/**
 * Remembers a range that takes more than a page: all of as many fields that contain it do as well.
 * With another number of fields pages have other borders.
 */
export class LongRange {
  #from = Number.NEGATIVE_INFINITY;
  #next = Number.POSITIVE_INFINITY;
  #fields = Number.POSITIVE_INFINITY;

  /** `next` is the cursor of its second page. */
  remember({ from = 0, fields }: SampleRange, next: number): void {
    this.#from = from;
    this.#next = next;
    this.#fields = fields.length;
  }

  isWithin({ from = 0, to = Number.POSITIVE_INFINITY, fields }: SampleRange): boolean {
    return from <= this.#from && to > this.#next && fields.length === this.#fields;
  }
}
