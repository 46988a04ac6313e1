import { firstSince } from '@smer/shared/first-since';
import type { HistoryPage } from '@smer/shared/history-page';
import type { RowFormat } from './history-rows.ts';
import { type RenderedPage, renderPage } from './render-history.ts';

/** A page as text, from border to border, of which many ranges show a part or all. */
export interface WholePage extends RenderedPage {
  /** The timestamp of each row, in epoch seconds, and where it begins. */
  readonly timestamps: Float64Array;
  readonly offsets: Uint32Array;
}

export function renderWholePage(page: HistoryPage, format: RowFormat): WholePage {
  const timestamps = Float64Array.from(page.timestamp);
  const offsets = new Uint32Array(timestamps.length);
  return { ...renderPage(page, format, offsets), timestamps, offsets };
}

/** The rows of a page within [from, to) in epoch seconds; the last page if the next begins later. */
export function cutPage(
  { opening, rows, next, timestamps, offsets }: WholePage,
  { from, to }: { from: number; to: number },
): RenderedPage {
  const first = firstSince(timestamps, from);
  const end = firstSince(timestamps, to);
  return {
    opening,
    rows: rows.subarray(offsets[first] ?? rows.length, offsets[end] ?? rows.length),
    next: next !== undefined && next < to ? next : undefined,
  };
}
