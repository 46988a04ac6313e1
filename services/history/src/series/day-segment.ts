import type { TimestampSource } from '@smer/shared/reading';
import { slotOf, slotS, slotsPerDay } from '@smer/shared/slot';
import { ColumnSummary } from './column-summary.ts';
import { type ColumnContent, IntegerColumn } from './integer-column.ts';
import { type Sample, sampleFields } from './sample.ts';
import type { Tally } from './tally.ts';
import { slotMark } from './time-mark.ts';

/** What stands for the mark of a slot without a sample. */
export const emptySlot = 0xff;

/** Some slots of a day as columns, for a file. Columns that hold nothing are left out. */
export interface SegmentContent {
  /** As `slotMark` makes them, or `emptySlot`. */
  readonly marks: Uint8Array;
  readonly meters?: Uint16Array | undefined;
  readonly receivedAfterMs?: ColumnContent | undefined;
  /** In the order of `sampleFields`. */
  readonly columns: readonly (ColumnContent | undefined)[];
}

/** The samples of one day of UTC, a column each, every slot at its fixed place. */
export class DaySegment {
  readonly firstSlot: number;
  readonly #marks: Uint8Array;
  #meters: Uint16Array | undefined;
  #receivedAfterMs: IntegerColumn | undefined;
  readonly #columns: (IntegerColumn | undefined)[];
  readonly #summaries: (ColumnSummary | undefined)[] = [];
  #size = 0;

  /** Takes `content` as its own; it must be that of a whole day. */
  constructor(day: number, content?: SegmentContent) {
    this.firstSlot = day * slotsPerDay;
    this.#marks = content?.marks ?? new Uint8Array(slotsPerDay).fill(emptySlot);
    this.#meters = content?.meters;
    this.#receivedAfterMs = content?.receivedAfterMs && IntegerColumn.from(content.receivedAfterMs);
    this.#columns = sampleFields.map((_, field) => {
      const column = content?.columns[field];
      return column && IntegerColumn.from(column);
    });
    if (content) for (const mark of this.#marks) if (mark !== emptySlot) this.#size += 1;
  }

  /** How many samples it holds. */
  get size(): number {
    return this.#size;
  }

  /** `index` counts the slots of the day, here and below. */
  has(index: number): boolean {
    return this.#marks[index] !== emptySlot;
  }

  timestampAt(index: number): number {
    return (this.firstSlot + index) * slotS + slotMark.secondOf(this.#marks[index] ?? 0);
  }

  sourceAt(index: number): TimestampSource {
    return slotMark.sourceOf(this.#marks[index] ?? 0);
  }

  valueAt(index: number, field: number): number | undefined {
    return this.#columns[field]?.get(index);
  }

  metersAt(index: number): number {
    return this.#meters?.[index] ?? 0;
  }

  receivedAt(index: number): number | undefined {
    const afterMs = this.#receivedAfterMs?.get(index);
    return afterMs === undefined ? undefined : this.timestampAt(index) * 1000 + afterMs;
  }

  /** The first slot in [from, to) that holds a sample, or -1. */
  firstIn(from: number, to: number): number {
    for (let index = from; index < to; index += 1) if (this.has(index)) return index;
    return -1;
  }

  lastIn(from: number, to: number): number {
    for (let index = to - 1; index >= from; index -= 1) if (this.has(index)) return index;
    return -1;
  }

  put(sample: Sample, meters: number): void {
    const { timestamp, timestampSource } = sample;
    const index = slotOf(timestamp) - this.firstSlot;
    if (!this.has(index)) this.#size += 1;
    this.#marks[index] = slotMark.of(timestamp % slotS, timestampSource);
    this.#putMeters(index, meters);
    this.#putReceivedAt(index, sample);
    for (let field = 0; field < sampleFields.length; field += 1) {
      this.#putValue(index, field, sample.values[field]);
    }
  }

  /** Adds up a field over the slots [from, to) of the day. */
  tally(field: number, from: number, to: number, into: Tally): void {
    const column = this.#columns[field];
    if (!column) return;
    this.#summaries[field] ??= new ColumnSummary(column);
    this.#summaries[field].tally(from, to, into);
  }

  content(from: number, to: number): SegmentContent {
    return {
      marks: this.#marks.slice(from, to),
      meters: this.#meters?.slice(from, to),
      receivedAfterMs: this.#receivedAfterMs?.content(from, to),
      columns: this.#columns.map((column) => column?.content(from, to)),
    };
  }

  /** What its arrays take. */
  get bytes(): number {
    const parts = [...this.#columns, ...this.#summaries, this.#receivedAfterMs];
    const columns = parts.reduce((sum, part) => sum + (part?.bytes ?? 0), 0);
    return columns + this.#marks.byteLength + (this.#meters?.byteLength ?? 0);
  }

  #putMeters(index: number, meters: number): void {
    if (meters !== 0) this.#meters ??= new Uint16Array(slotsPerDay);
    if (this.#meters) this.#meters[index] = meters;
  }

  #putReceivedAt(index: number, { receivedAt, timestamp }: Sample): void {
    if (receivedAt !== undefined) this.#receivedAfterMs ??= new IntegerColumn(slotsPerDay);
    this.#receivedAfterMs?.set(
      index,
      receivedAt === undefined ? undefined : receivedAt - timestamp * 1000,
    );
  }

  #putValue(index: number, field: number, value: number | undefined): void {
    if (value !== undefined) this.#columns[field] ??= new IntegerColumn(slotsPerDay);
    this.#columns[field]?.set(index, value);
    this.#summaries[field]?.markStale(index);
  }
}
