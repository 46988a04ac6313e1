import { summarySpans } from './column-summary.ts';
import type { SampleStore } from './sample-store.ts';
import { Tally } from './tally.ts';

/** Slots [first, end). */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** Where buckets begin: at `origin` and every so many slots after it. */
export interface Grid {
  readonly origin: number;
  readonly slots: number;
}

/**
 * Buckets of which at most `points` cover the span. They start at multiples of their length, so
 * that the chart of a moving range keeps its buckets, and are rounded up to what summaries hold,
 * so that adding one up costs the same however many samples it has.
 */
export function bucketGrid({ first, end }: Span, points: number): Grid {
  const length = Math.max(1, end - first);
  if (points === 1) return { origin: first, slots: length };
  let slots = roundUp(length / points);
  while (Math.floor((end - 1) / slots) - Math.floor(first / slots) >= points) {
    slots = roundUp(slots + 1);
  }
  return alignedGrid(slots);
}

/** Buckets of so many slots that start at multiples of their length. */
export const alignedGrid = (slots: number): Grid => ({ origin: 0, slots });

function roundUp(slots: number): number {
  const unit = summarySpans.find((span) => slots > span) ?? 1;
  return Math.ceil(slots / unit) * unit;
}

export interface BucketRequest {
  readonly fields: readonly number[];
  readonly span: Span;
  readonly grid: Grid;
  readonly limit: number;
}

export interface Buckets {
  /** The first slot of each bucket that holds a sample. Buckets without any are left out. */
  readonly starts: readonly number[];
  /** For each bucket, in the order of the fields. */
  readonly tallies: readonly (readonly Tally[])[];
  /** The first slot of the bucket after these. */
  readonly next?: number;
}

/** Adds up each bucket of the span that holds samples, up to `limit` buckets. */
export function tallyBuckets(store: SampleStore, request: BucketRequest): Buckets {
  const { fields, span, grid, limit } = request;
  const starts: number[] = [];
  const tallies: Tally[][] = [];
  let start = store.firstIn(span.first, span.end);
  while (start !== undefined) {
    if (starts.length === limit) return { starts, tallies, next: start };
    const end = Math.min(span.end, endOfBucket(start, grid));
    starts.push(start);
    tallies.push(fields.map((field) => tallyOf(store, field, { first: start ?? 0, end })));
    start = store.firstIn(end, span.end);
  }
  return { starts, tallies };
}

const endOfBucket = (slot: number, { origin, slots }: Grid) =>
  origin + (Math.floor((slot - origin) / slots) + 1) * slots;

function tallyOf(store: SampleStore, field: number, span: Span): Tally {
  const tally = new Tally();
  store.tally(field, span, tally);
  return tally;
}
