import { slotS } from '@smer/shared/slot';

/** A range of samples [from, to) in epoch seconds. */
export interface SampleRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly fields: readonly string[];
}

/** Times and values of about one page; an hour of all fields is less. */
const valuesOfPage = 5_000;

/**
 * Whether a range can't hold more than about a page, whatever was measured. It may still take
 * two, as pages end at borders of their own.
 */
export function isShortRange({ from, to, fields }: SampleRange, nowS: number): boolean {
  if (from === undefined) return false;
  const slots = ((to ?? nowS) - from) / slotS;
  return slots * (1 + fields.length) <= valuesOfPage;
}

/** Remembers a range that takes more than a page: all that contain it do as well. */
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
    return from <= this.#from && to > this.#next && fields.length >= this.#fields;
  }
}
