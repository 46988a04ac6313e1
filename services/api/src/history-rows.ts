import type { HistoryPage, SampleField } from '@smer/shared/history-page';

/** How rows of history are written: what stands before, between and after them. */
export interface RowFormat {
  readonly mediaType: string;
  open(first: HistoryPage): string;
  /** Rows [first, last) of a page; `isStart` where nothing was written before them. */
  rows(page: HistoryPage, span: { first: number; last: number; isStart: boolean }): string;
  readonly close: string;
}

export interface RowOptions {
  readonly fields: readonly SampleField[];
  /** With buckets each field has a minimum and a maximum beside its mean. */
  readonly bucketed: boolean;
  readonly renderDate: (timestamp: number) => string;
}

/** `{"readings":[{"date":…,"timestamp":…,"usageWatts":…},…]}`; absent fields are left out. */
export function jsonRows(options: RowOptions): RowFormat {
  return {
    mediaType: 'application/json; charset=utf-8',
    open: ({ bucketSeconds }) =>
      bucketSeconds === undefined
        ? '{"readings":['
        : `{"bucketSeconds":${bucketSeconds},"readings":[`,
    rows: (page, { first, last, isStart }) => {
      const columns = columnsOf(page, options);
      let text = '';
      for (let row = first; row < last; row += 1) {
        const timestamp = page.timestamp[row] ?? 0;
        const date = options.renderDate(timestamp);
        text += `,{"date":"${date}","timestamp":${timestamp}${jsonFields(columns, row)}}`;
      }
      return isStart ? text.slice(1) : text;
    },
    close: ']}',
  };
}

/** A header line, then a line for each row (RFC 4180); absent fields are empty. */
export function csvRows(options: RowOptions): RowFormat {
  return {
    mediaType: 'text/csv; charset=utf-8; header=present',
    open: (first) =>
      `date,timestamp,${columnsOf(first, options)
        .map(({ name }) => name)
        .join(',')}\r\n`,
    rows: (page, { first, last }) => {
      const columns = columnsOf(page, options);
      let text = '';
      for (let row = first; row < last; row += 1) {
        const timestamp = page.timestamp[row] ?? 0;
        text += `${options.renderDate(timestamp)},${timestamp}`;
        for (const { values } of columns) text += `,${values?.[row] ?? ''}`;
        text += '\r\n';
      }
      return text;
    },
    close: '',
  };
}

function jsonFields(columns: readonly Column[], row: number): string {
  let text = '';
  for (const { name, values } of columns) {
    const value = values?.[row];
    if (typeof value === 'number') text += `,"${name}":${value}`;
  }
  return text;
}

interface Column {
  readonly name: string;
  readonly values: readonly (number | null)[] | undefined;
}

function columnsOf(page: HistoryPage, { fields, bucketed }: RowOptions): Column[] {
  return fields.flatMap((field) => {
    const mean = { name: field, values: page.columns[field] };
    if (!bucketed) return [mean];
    return [
      mean,
      { name: `${field}Min`, values: page.minimum?.[field] },
      { name: `${field}Max`, values: page.maximum?.[field] },
    ];
  });
}

const rowsAtATime = 500;
const chunkCharacters = 128 * 1024;

/** The body as chunks of about 128 KiB, so that no more than that waits for a slow client. */
export async function* renderPages(
  pages: AsyncIterable<HistoryPage>,
  format: RowFormat,
): AsyncGenerator<string> {
  let text = '';
  let isStart = true;
  let isOpen = false;
  for await (const page of pages) {
    if (!isOpen) text += format.open(page);
    isOpen = true;
    for (let first = 0; first < page.timestamp.length; first += rowsAtATime) {
      const last = Math.min(first + rowsAtATime, page.timestamp.length);
      text += format.rows(page, { first, last, isStart });
      isStart = false;
      if (text.length < chunkCharacters) continue;
      yield text;
      text = '';
    }
  }
  yield text + format.close;
}
