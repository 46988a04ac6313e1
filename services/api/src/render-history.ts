import type { HistoryPage } from '@smer/shared/history-page';
import { ByteText } from './byte-text.ts';
import type { RowFormat } from './history-rows.ts';

/** Little enough for others to have their turn while it is written. */
const chunkBytes = 64 * 1024;

/** Far more than a row with all fields, their minima and maxima. */
const longestRow = 8 * 1024;

/** Rendering a page is never interrupted, so that one will do. */
const text = new ByteText();

/** A page of history as text. */
export interface RenderedPage {
  /** What stands before the rows, were this page the first. */
  readonly opening: string;
  /** The rows, each with a separator before it. */
  readonly rows: Uint8Array;
  /** The cursor of the page after it; absent on the last. */
  readonly next?: number | undefined;
}

/** Where each row begins is written to `offsets`, where given. */
export function renderPage(
  page: HistoryPage,
  format: RowFormat,
  offsets?: Uint32Array,
): RenderedPage {
  const writeRow = format.rowsOf(page);
  text.clear();
  for (let row = 0; row < page.timestamp.length; row += 1) {
    if (offsets) offsets[row] = text.length;
    text.makeRoom(longestRow);
    text.copy(format.separator);
    writeRow(text, row);
  }
  return { opening: format.open(page), rows: text.copyOut(), next: page.next };
}

/** The body in pieces, so that no more than a page waits for a slow client. */
export async function* renderHistory(
  pages: AsyncIterable<RenderedPage>,
  { separator, close }: RowFormat,
): AsyncGenerator<Uint8Array> {
  let isOpen = false;
  let hasRows = false;
  for await (const { opening, rows, next } of pages) {
    if (!isOpen) yield Buffer.from(opening);
    yield* piecesOf(hasRows ? rows : rows.subarray(separator.length));
    if (next === undefined) yield Buffer.from(close);
    isOpen = true;
    hasRows ||= rows.length > 0;
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
