import { slotS } from '@smer/shared/slot';
import { type DaySegment, emptySlot, type SegmentContent } from '../series/day-segment.ts';
import { type ColumnContent, IntegerColumn } from '../series/integer-column.ts';
import type { MeterRegister } from '../series/meter-register.ts';
import { type MeterSet, type Sample, sampleFields } from '../series/sample.ts';
import { slotMark } from '../series/time-mark.ts';
import { decodeColumns, encodeColumns, type FileColumn, type FileContent } from './column-file.ts';
import { renumber } from './renumber-meters.ts';

const format = 'samples-1';

/** Samples of some slots in a row. */
export interface StoredSlots {
  readonly firstSlot: number;
  readonly content: SegmentContent;
}

/** The slots [from, to) of a day as a file. */
export function encodeSlots(
  segment: DaySegment,
  { from, to }: { from: number; to: number },
  register: MeterRegister,
): Buffer {
  const { marks, meters, receivedAfterMs, columns } = segment.content(from, to);
  const parts: (FileColumn | undefined)[] = [
    { name: 'seconds', values: marks }, // As it was called when marks were seconds alone.
    meters && { name: 'meters', values: meters },
    receivedAfterMs && { name: 'receivedAfterMs', ...receivedAfterMs },
    ...sampleFields.map((name, field) => {
      const column = columns[field];
      return column && { name, ...column };
    }),
  ];
  const facts = { format, firstSlot: segment.firstSlot + from, meters: register.all };
  return encodeColumns(
    facts,
    parts.filter((part) => part !== undefined),
  );
}

/** Reverses `encodeSlots`, with the meters numbered as in `register`. Throws on a damaged file. */
export function decodeSlots(bytes: Buffer, register: MeterRegister): StoredSlots {
  const { facts, columns } = decodeColumns(bytes);
  if (facts['format'] !== format) throw new Error(`it is not of the format ${format}`);
  const marks = columns.get('seconds')?.values;
  if (!(marks instanceof Uint8Array)) throw new Error('it has no column of seconds');
  const meters = columns.get('meters')?.values;
  const sets = facts['meters'] as MeterSet[];
  return {
    firstSlot: Number(facts['firstSlot']),
    content: {
      marks,
      meters: meters instanceof Uint16Array ? renumber(meters, sets, register) : undefined,
      receivedAfterMs: integers(columns, 'receivedAfterMs'),
      columns: sampleFields.map((field) => integers(columns, field)),
    },
  };
}

/** The samples of what a file holds, one by one. */
export function* samplesOf(
  { firstSlot, content }: StoredSlots,
  register: MeterRegister,
): Iterable<Sample> {
  const receivedAfterMs = content.receivedAfterMs && IntegerColumn.from(content.receivedAfterMs);
  const columns = content.columns.map((column) => column && IntegerColumn.from(column));
  for (const [index, mark] of content.marks.entries()) {
    if (mark === emptySlot) continue;
    const timestamp = (firstSlot + index) * slotS + slotMark.secondOf(mark);
    const afterMs = receivedAfterMs?.get(index);
    yield {
      timestamp,
      timestampSource: slotMark.sourceOf(mark),
      receivedAt: afterMs === undefined ? undefined : timestamp * 1000 + afterMs,
      meters: register.get(content.meters?.[index] ?? 0),
      values: columns.map((column) => column?.get(index)),
    };
  }
}

export function integers(columns: FileContent['columns'], name: string): ColumnContent | undefined {
  const column = columns.get(name);
  if (!column) return undefined;
  const { values, base = 0 } = column;
  if (values instanceof Int32Array || values instanceof Float64Array) return { base, values };
  throw new Error(`its column ${name} is of another type`);
}
