import type { HistoryPage, HistoryRequest, SampleField } from '@smer/shared/history-page';
import { slotS } from '@smer/shared/slot';
import { alignedGrid, bucketGrid, type Grid, type Span, tallyBuckets } from './downsample.ts';
import { fieldIndex } from './sample.ts';
import type { SampleStore } from './sample-store.ts';

/** Little enough for others to be answered between two pages, while somebody exports years. */
const maxHistoryPageBytes = 64 * 1024;

const defaultFields: SampleField[] = ['usageWatts'];
const longestTimestamp = '1234567890,'.length;
const longestValue = `${Number.MIN_SAFE_INTEGER},`.length;
const roomForKeys = 4096;

/**
 * The page of a range that starts at the cursor. Fields that none of its samples has are left
 * out. However long the numbers, its JSON stays under 64 KiB. Pages of samples end at borders
 * that hang on the fields alone, so that ranges that overlap have pages in common.
 */
export function readPage(store: SampleStore, request: HistoryRequest): HistoryPage {
  const fields = request.fields ?? defaultFields;
  const rest = spanOf(store, request.cursor ?? request.from, request.to);
  if (request.points === undefined) return readSamples(store, fields, rest);
  return readBuckets(store, fields, { rest, grid: gridOf(store, request, request.points) });
}

/** That of the first page, where it is handed back; else from all that the range holds now. */
function gridOf(store: SampleStore, request: HistoryRequest, points: number): Grid {
  const { from, to, bucketSeconds } = request;
  if (bucketSeconds !== undefined) return alignedGrid(bucketSeconds / slotS);
  return bucketGrid(spanOf(store, from, to), points);
}

/**
 * The page, from border to border, that holds the first sample since an instant. Where there is
 * none, the last page, or an empty one.
 */
export function readWholePage(
  store: SampleStore,
  { fields = defaultFields, instant }: Pick<HistoryRequest, 'fields'> & { instant: number },
): HistoryPage {
  const { first, end } = spanOf(store, instant);
  const start = store.firstIn(first, end) ?? end;
  return readSamples(store, fields, { first: start - (start % mostRows(fields.length)), end });
}

/** The part of the range that holds samples. */
function spanOf(store: SampleStore, from = 0, to = Number.MAX_SAFE_INTEGER): Span {
  const { first, end } = store.slotRange(from, to);
  const oldest = store.oldestSlot ?? 0;
  const newest = store.newestSlot ?? -1;
  return { first: Math.max(first, oldest), end: Math.min(end, newest + 1) };
}

function readSamples(
  store: SampleStore,
  fields: readonly SampleField[],
  { first, end }: Span,
): HistoryPage {
  const most = mostRows(fields.length);
  const start = store.firstIn(first, end) ?? end;
  const border = Math.min(end, start - (start % most) + most);
  const slots = store.slots(start, border, most);
  const next = store.firstIn(border, end);
  return {
    timestamp: slots.map((slot) => store.timestampAt(slot)),
    columns: columnsOf(fields, (field) => store.column(fieldIndex[field], slots)),
    next: next === undefined ? undefined : store.timestampAt(next),
  };
}

function readBuckets(
  store: SampleStore,
  fields: readonly SampleField[],
  { rest, grid }: { rest: Span; grid: Grid },
): HistoryPage {
  const { starts, tallies, next } = tallyBuckets(store, {
    fields: fields.map((field) => fieldIndex[field]),
    span: rest,
    grid,
    limit: mostRows(fields.length * 3),
  });
  const column = (value: (index: number, row: number) => number | null) =>
    columnsOf(fields, (_, index) => starts.map((_, row) => value(index, row)));
  const tallyOf = (index: number, row: number) => tallies[row]?.[index];
  return {
    timestamp: starts.map((slot) => store.timestampAt(slot)),
    columns: column((index, row) => {
      const tally = tallyOf(index, row);
      // `+ 0` turns −0, which JSON can't tell, to 0.
      return tally?.count ? Math.round(tally.sum / tally.count) + 0 : null;
    }),
    minimum: column((index, row) => finite(tallyOf(index, row)?.min)),
    maximum: column((index, row) => finite(tallyOf(index, row)?.max)),
    bucketSeconds: grid.slots * slotS,
    next: next === undefined ? undefined : store.timestampAt(next),
  };
}

const mostRows = (values: number) =>
  Math.floor((maxHistoryPageBytes - roomForKeys) / (longestTimestamp + values * longestValue));

function columnsOf(
  fields: readonly SampleField[],
  read: (field: SampleField, index: number) => (number | null)[],
): HistoryPage['columns'] {
  const columns: HistoryPage['columns'] = {};
  for (const [index, field] of fields.entries()) {
    const values = read(field, index);
    if (values.some((value) => value !== null)) columns[field] = values;
  }
  return columns;
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
