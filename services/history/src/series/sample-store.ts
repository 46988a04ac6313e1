import { firstSince } from '@smer/shared/first-since';
import { slotOf, slotsPerDay } from '@smer/shared/slot';
import { DaySegment, type SegmentContent } from './day-segment.ts';
import type { MeterRegister } from './meter-register.ts';
import { isPreferred, type Sample, sampleFields } from './sample.ts';
import type { Tally } from './tally.ts';

/** What became of a sample; `expired` ones are older than what is kept. */
export type Outcome = 'added' | 'replaced' | 'kept' | 'expired';

export const dayOf = (slot: number): number => Math.floor(slot / slotsPerDay);

/**
 * The samples: one for each slot, the earliest that was recorded of those whose time the meter
 * told, else of all. What it holds depends on what was recorded, never on the order or on
 * repetition. Of the days that have samples the newest stay, those of the retention and the one
 * that is not over: days are counted rather than told from the last one, as that may come of a
 * clock that was years ahead for a moment.
 */
export class SampleStore {
  readonly #register: MeterRegister;
  readonly #mostDays: number;
  readonly #segments = new Map<number, DaySegment>();
  #days: number[] = [];
  #edition = 0;

  constructor(register: MeterRegister, retentionDays: number) {
    this.#register = register;
    this.#mostDays = retentionDays + 1;
  }

  record(sample: Sample): Outcome {
    const slot = slotOf(sample.timestamp);
    const day = dayOf(slot);
    if (day < this.oldestKeptDay) return 'expired';
    const segment = this.#segments.get(day) ?? this.#add(day, new DaySegment(day));
    const isTaken = segment.has(slot - segment.firstSlot);
    if (isTaken && !isPreferred(sample, this.#sampleIn(segment, slot))) return 'kept';
    segment.put(sample, this.#register.numberOf(sample.meters));
    this.#edition += 1;
    return isTaken ? 'replaced' : 'added';
  }

  /** Takes a whole day at once, unless it is too old; false if there is something of that day already. */
  adopt(day: number, content: SegmentContent): boolean {
    if (this.#segments.has(day)) return false;
    const segment = new DaySegment(day, content);
    if (segment.size > 0 && day >= this.oldestKeptDay) this.#add(day, segment);
    return true;
  }

  get oldestKeptDay(): number {
    return this.#days.at(-this.#mostDays) ?? Number.NEGATIVE_INFINITY;
  }

  /** Another number once anything has changed. */
  get edition(): number {
    return this.#edition;
  }

  get size(): number {
    return this.#days.reduce((sum, day) => sum + (this.#segments.get(day)?.size ?? 0), 0);
  }

  segment(day: number): DaySegment | undefined {
    return this.#segments.get(day);
  }

  get oldestSlot(): number | undefined {
    return this.firstIn(0, Number.POSITIVE_INFINITY);
  }

  get newestSlot(): number | undefined {
    const day = this.#days.at(-1);
    const segment = day === undefined ? undefined : this.#segments.get(day);
    return segment && segment.firstSlot + segment.lastIn(0, slotsPerDay);
  }

  timestampAt(slot: number): number {
    return this.#at(slot).timestampAt(slot % slotsPerDay);
  }

  sampleAt(slot: number): Sample | undefined {
    return this.#has(slot) ? this.#sampleIn(this.#at(slot), slot) : undefined;
  }

  /** The slots that hold the samples with a timestamp in [from, to): first, and one past the last. */
  slotRange(from: number, to: number): { first: number; end: number } {
    const first = slotOf(from);
    const end = slotOf(to);
    return {
      first: this.#has(first) && this.timestampAt(first) < from ? first + 1 : first,
      end: this.#has(end) && this.timestampAt(end) < to ? end + 1 : end,
    };
  }

  /** The first slot in [first, end) that holds a sample. */
  firstIn(first: number, end: number): number | undefined {
    for (const part of this.#parts(first, end)) {
      const index = part.segment.firstIn(part.from, part.to);
      if (index >= 0) return part.segment.firstSlot + index;
    }
    return undefined;
  }

  /** Up to `limit` slots of [first, end) that hold a sample, in order. */
  slots(first: number, end: number, limit: number): number[] {
    const found: number[] = [];
    for (const { segment, from, to } of this.#parts(first, end)) {
      for (let index = from; index < to; index += 1) {
        if (!segment.has(index)) continue;
        if (found.length === limit) return found;
        found.push(segment.firstSlot + index);
      }
    }
    return found;
  }

  /** The values of a field in slots that hold samples. */
  column(field: number, slots: readonly number[]): (number | null)[] {
    let segment: DaySegment | undefined;
    return slots.map((slot) => {
      if (!segment || slot - segment.firstSlot >= slotsPerDay) segment = this.#at(slot);
      return segment.valueAt(slot - segment.firstSlot, field) ?? null;
    });
  }

  /** Adds up a field over the slots [first, end). */
  tally(field: number, { first, end }: { first: number; end: number }, into: Tally): void {
    for (const { segment, from, to } of this.#parts(first, end)) {
      segment.tally(field, from, to, into);
    }
  }

  /** What its arrays take. */
  get bytes(): number {
    return this.#days.reduce((sum, day) => sum + (this.#segments.get(day)?.bytes ?? 0), 0);
  }

  *#parts(first: number, end: number) {
    let position = firstSince(this.#days, dayOf(first));
    for (let day = this.#days[position]; day !== undefined; day = this.#days[position]) {
      const start = day * slotsPerDay;
      if (start >= end) return;
      const segment = this.#at(start);
      const to = Math.min(slotsPerDay, end - start);
      yield { segment, from: Math.max(0, first - start), to };
      position += 1;
    }
  }

  #add(day: number, segment: DaySegment): DaySegment {
    this.#segments.set(day, segment);
    this.#days.splice(firstSince(this.#days, day), 0, day);
    if (this.#days.length > this.#mostDays) this.#segments.delete(this.#days.shift() ?? day);
    this.#edition += 1;
    return segment;
  }

  #has(slot: number): boolean {
    return this.#segments.get(dayOf(slot))?.has(slot % slotsPerDay) ?? false;
  }

  #at(slot: number): DaySegment {
    const segment = this.#segments.get(dayOf(slot));
    if (!segment) throw new RangeError(`no sample in slot ${slot}`);
    return segment;
  }

  #sampleIn(segment: DaySegment, slot: number): Sample {
    const index = slot - segment.firstSlot;
    return {
      timestamp: segment.timestampAt(index),
      timestampSource: segment.sourceAt(index),
      receivedAt: segment.receivedAt(index),
      meters: this.#register.get(segment.metersAt(index)),
      values: sampleFields.map((_, field) => segment.valueAt(index, field)),
    };
  }
}
