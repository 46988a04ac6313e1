import type { HistoryPage, SampleField } from '@smer/shared/history-page';
import type { TimeZone } from '@smer/shared/time-zone';
import type { ByteText } from './byte-text.ts';
import { createDateWriter } from './local-date-text.ts';

/** How rows of history are written: what stands before, between and after them. */
export interface RowFormat {
  readonly mediaType: string;
  open(first: HistoryPage): string;
  readonly separator: Uint8Array;
  /** Prepares to write rows of a page by their number. */
  rowsOf(page: HistoryPage): (text: ByteText, row: number) => void;
  readonly close: string;
}

export interface RowOptions {
  readonly fields: readonly SampleField[];
  /** With buckets each field has a minimum and a maximum beside its mean. */
  readonly bucketed: boolean;
  readonly zone: TimeZone;
}

const closingBrace = 0x7d;
const comma = 0x2c;
const lineEnd = Buffer.from('\r\n');

/** `{"readings":[{"date":…,"timestamp":…,"usageWatts":…},…]}`; absent fields are left out. */
export function jsonRows(options: RowOptions): RowFormat {
  const writeDate = createDateWriter(options.zone, '{"date":"', '","timestamp":');
  return {
    mediaType: 'application/json; charset=utf-8',
    open: ({ bucketSeconds }) =>
      bucketSeconds === undefined
        ? '{"readings":['
        : `{"bucketSeconds":${bucketSeconds},"readings":[`,
    separator: Buffer.from(','),
    rowsOf: (page) => {
      const columns = columnsOf(page, options);
      return (text, row) => {
        const timestamp = page.timestamp[row] ?? 0;
        writeDate(text, timestamp);
        text.number(timestamp);
        for (const { key, values } of columns) {
          const value = values[row];
          if (typeof value !== 'number') continue;
          text.copy(key);
          text.number(value);
        }
        text.byte(closingBrace);
      };
    },
    close: ']}',
  };
}

/** A header line, then a line for each row (RFC 4180); absent fields are empty. */
export function csvRows(options: RowOptions): RowFormat {
  const writeDate = createDateWriter(options.zone, '', ',');
  return {
    mediaType: 'text/csv; charset=utf-8; header=present',
    open: (first) => {
      const names = columnsOf(first, options).map(({ name }) => name);
      return `${['date', 'timestamp', ...names].join(',')}\r\n`;
    },
    separator: Buffer.from(''),
    rowsOf: (page) => {
      const columns = columnsOf(page, options);
      return (text, row) => {
        const timestamp = page.timestamp[row] ?? 0;
        writeDate(text, timestamp);
        text.number(timestamp);
        for (const { values } of columns) {
          text.byte(comma);
          const value = values[row];
          if (typeof value === 'number') text.number(value);
        }
        text.copy(lineEnd);
      };
    },
    close: '',
  };
}

type Values = readonly (number | null)[];

interface Column {
  readonly name: string;
  /** What stands before the value in JSON. */
  readonly key: Uint8Array;
  readonly values: Values;
}

const column = (name: string, values: Values = []): Column => ({
  name,
  key: Buffer.from(`,"${name}":`),
  values,
});

function columnsOf(page: HistoryPage, { fields, bucketed }: RowOptions): Column[] {
  return fields.flatMap((field) => {
    const mean = column(field, page.columns[field]);
    if (!bucketed) return [mean];
    return [
      mean,
      column(`${field}Min`, page.minimum?.[field]),
      column(`${field}Max`, page.maximum?.[field]),
    ];
  });
}
