import { slotsPerDay, slotsPerHour } from '@smer/shared/slot';
import type { IntegerColumn } from './integer-column.ts';
import { Tally } from './tally.ts';

const blocksPerHour = 6;
const slotsPerBlock = slotsPerHour / blocksPerHour;
const hoursPerDay = slotsPerDay / slotsPerHour;
const blocks = hoursPerDay * blocksPerHour;
const day = blocks + hoursPerDay;

/** How many slots are kept added up, largest first: a day, an hour, ten minutes. */
export const summarySpans: readonly number[] = [slotsPerDay, slotsPerHour, slotsPerBlock];

/**
 * A day of one column, added up by ten minutes, hours and as a whole, so that adding up any range
 * looks at 50 numbers or so. What changed is added up again at the next question.
 */
export class ColumnSummary {
  readonly #column: IntegerColumn;
  readonly #counts = new Uint16Array(day + 1);
  readonly #sums = new Float64Array(day + 1);
  readonly #minima = new Float64Array(day + 1);
  readonly #maxima = new Float64Array(day + 1);
  readonly #stale = new Uint8Array(blocks).fill(1);
  readonly #tally = new Tally();
  #anyStale = true;

  constructor(column: IntegerColumn) {
    this.#column = column;
  }

  markStale(slot: number): void {
    this.#stale[Math.floor(slot / slotsPerBlock)] = 1;
    this.#anyStale = true;
  }

  /** Adds up the values of the slots [from, to) of the day. */
  tally(from: number, to: number, into: Tally): void {
    if (this.#anyStale) this.#refresh();
    let slot = from;
    while (slot < to) {
      const span = largestSpan(slot, to);
      if (span > 1) into.addAll(this.#read(indexOf(slot, span)));
      else this.#column.tally(slot, slot + 1, into);
      slot += span;
    }
  }

  get bytes(): number {
    const parts = [this.#counts, this.#sums, this.#minima, this.#maxima, this.#stale];
    return parts.reduce((sum, part) => sum + part.byteLength, 0);
  }

  #refresh(): void {
    for (let hour = 0; hour < hoursPerDay; hour += 1) this.#refreshHour(hour);
    this.#sumUp(day, blocks, day);
    this.#anyStale = false;
  }

  #refreshHour(hour: number): void {
    const first = hour * blocksPerHour;
    const end = first + blocksPerHour;
    if (!this.#stale.subarray(first, end).includes(1)) return;
    for (let block = first; block < end; block += 1) {
      if (this.#stale[block] === 1) this.#refreshBlock(block);
    }
    this.#sumUp(blocks + hour, first, end);
  }

  #refreshBlock(block: number): void {
    const tally = new Tally();
    this.#column.tally(block * slotsPerBlock, (block + 1) * slotsPerBlock, tally);
    this.#write(block, tally);
    this.#stale[block] = 0;
  }

  #sumUp(target: number, from: number, to: number): void {
    const tally = new Tally();
    for (let index = from; index < to; index += 1) tally.addAll(this.#read(index));
    this.#write(target, tally);
  }

  #read(index: number): Tally {
    const tally = this.#tally;
    tally.count = this.#counts[index] ?? 0;
    tally.sum = this.#sums[index] ?? 0;
    tally.min = this.#minima[index] ?? 0;
    tally.max = this.#maxima[index] ?? 0;
    return tally;
  }

  #write(index: number, { count, sum, min, max }: Tally): void {
    this.#counts[index] = count;
    this.#sums[index] = sum;
    this.#minima[index] = min;
    this.#maxima[index] = max;
  }
}

function largestSpan(slot: number, to: number): number {
  for (const span of summarySpans) {
    if (slot % span === 0 && slot + span <= to) return span;
  }
  return 1;
}

function indexOf(slot: number, span: number): number {
  if (span === slotsPerDay) return day;
  if (span === slotsPerHour) return blocks + slot / slotsPerHour;
  return slot / slotsPerBlock;
}
