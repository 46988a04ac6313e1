import type { Tally } from './tally.ts';

const largest = 0x7fff_ffff;
const absentNarrow = -0x8000_0000;
const absentWide = Number.NEGATIVE_INFINITY;

/** The content of a column as it is written to a file. */
export interface ColumnContent {
  readonly base: number;
  readonly values: Int32Array | Float64Array;
}

/**
 * A column of integers, any of them absent, at 4 bytes a value: the difference from a base. It
 * turns to 8 bytes a value by itself, should a value be more than 2^31 away from the base.
 */
export class IntegerColumn {
  #base: number | undefined;
  #values: Int32Array | Float64Array;
  #absent = absentNarrow;

  constructor(length: number) {
    this.#values = new Int32Array(length).fill(absentNarrow);
  }

  static from({ base, values }: ColumnContent): IntegerColumn {
    const column = new IntegerColumn(0);
    column.#base = base;
    column.#values = values;
    column.#absent = values instanceof Float64Array ? absentWide : absentNarrow;
    return column;
  }

  get(index: number): number | undefined {
    const difference = this.#values[index] ?? this.#absent;
    return difference === this.#absent ? undefined : difference + (this.#base ?? 0);
  }

  set(index: number, value: number | undefined): void {
    if (value === undefined) {
      this.#values[index] = this.#absent;
      return;
    }
    this.#base ??= value;
    if (Math.abs(value - this.#base) > largest) this.#widen();
    this.#values[index] = value - this.#base;
  }

  /** Adds up the values in [from, to). */
  tally(from: number, to: number, into: Tally): void {
    const values = this.#values;
    const base = this.#base ?? 0;
    for (let index = from; index < to; index += 1) {
      const difference = values[index] ?? this.#absent;
      if (difference !== this.#absent) into.add(difference + base);
    }
  }

  content(from: number, to: number): ColumnContent {
    return { base: this.#base ?? 0, values: this.#values.slice(from, to) };
  }

  get bytes(): number {
    return this.#values.byteLength;
  }

  #widen(): void {
    if (this.#values instanceof Float64Array) return;
    const base = this.#base ?? 0;
    this.#values = Float64Array.from(this.#values, (difference) =>
      difference === absentNarrow ? absentWide : difference + base,
    );
    this.#base = 0;
    this.#absent = absentWide;
  }
}
