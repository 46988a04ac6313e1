import type { HistoryPage } from '@smer/shared/history-page';
import type { RowFormat } from './history-rows.ts';
import { type RenderedPage, renderPage } from './render-history.ts';

/** A page as text, from border to border, of which many ranges show a part or all. */
export interface WholePage extends RenderedPage {
  /** The timestamp of its first row. */
  readonly start: number;
  /** The timestamp of each row, and where it begins. */
  readonly timestamps: Uint32Array;
  readonly offsets: Uint32Array;
  /** The memory it takes. */
  readonly bytes: number;
}

export function renderWholePage(page: HistoryPage, format: RowFormat): WholePage {
  const timestamps = Uint32Array.from(page.timestamp);
  const offsets = new Uint32Array(timestamps.length);
  const rendered = renderPage(page, format, offsets);
  const bytes = rendered.rows.length + timestamps.byteLength + offsets.byteLength;
  return { ...rendered, start: timestamps[0] ?? 0, timestamps, offsets, bytes };
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

/** The number of the first row at or after an instant; one past the last where there is none. */
function firstSince(timestamps: Uint32Array, instant: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timestamps[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
