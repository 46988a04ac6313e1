import type { HistoryPage } from '@smer/shared/history-page';
import { ByteText } from './byte-text.ts';
import type { RowFormat } from './history-rows.ts';

const chunkBytes = 64 * 1024;

/** Far more than a row with all fields, their minima and maxima. */
const longestRow = 8 * 1024;

const nothing: Uint8Array = Buffer.from('');

/** The body as chunks of about 64 KiB, so that no more than that waits for a slow client. */
export async function* renderHistory(
  pages: AsyncIterable<HistoryPage>,
  format: RowFormat,
): AsyncGenerator<Uint8Array> {
  const text = new ByteText(chunkBytes, longestRow);
  let isOpen = false;
  let separator = nothing;
  for await (const page of pages) {
    if (!isOpen) text.ascii(format.open(page));
    isOpen = true;
    const writeRow = format.rowsOf(page);
    for (let row = 0; row < page.timestamp.length; row += 1) {
      text.copy(separator);
      separator = format.separator;
      writeRow(text, row);
      if (text.isFull) yield text.take();
    }
  }
  text.ascii(format.close);
  yield text.take();
}
