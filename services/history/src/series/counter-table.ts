import { CounterChunk, chunkOf, quartersPerChunk, type VisitPoint } from './counter-chunk.ts';
import {
  type CounterRun,
  countBits,
  quarterOf,
  quartersPerDay,
  slotNumbers,
  slotsPerQuarter,
} from './counter-run.ts';

/** Ten years. Samples are kept no longer than the counters in them. */
export const keptDays = 3653;
const keptChunks = Math.ceil((keptDays * quartersPerDay) / quartersPerChunk);

/** Sets of meters that are told apart within a quarter hour; a swap makes two, garbled identifiers more. */
const mostLayers = 8;

/**
 * The counters by quarter hours of the last ten years that have any, much smaller than samples. What
 * it holds depends on the runs merged into it, not on their order or repetition. A second set of
 * meters in a quarter hour goes to a layer of its own.
 */
export class CounterTable {
  readonly #chunks = new Map<number, CounterChunk[]>();
  readonly #revisions = new Map<number, number>();
  #numbers: number[] = [];

  merge(run: CounterRun): void {
    const number = chunkOf(run.quarter);
    const layers = this.#chunks.get(number) ?? this.adopt(number, []);
    const row = run.quarter % quartersPerChunk;
    this.#revise(number);
    if (layers.some((chunk) => chunk.merge(row, run)) || layers.length === mostLayers) return;
    const chunk = new CounterChunk(number);
    chunk.merge(row, run);
    layers.push(chunk);
  }

  /** Takes the layers of a chunk that it has nothing of yet. The oldest goes where there are too many. */
  adopt(number: number, layers: CounterChunk[]): CounterChunk[] {
    this.#chunks.set(number, layers);
    this.#revise(number);
    this.#numbers = [...this.#numbers, number].sort((a, b) => a - b);
    if (this.#numbers.length > keptChunks) this.#forget(this.#numbers.shift() ?? number);
    return layers;
  }

  clear(quarter: number): void {
    this.#revise(chunkOf(quarter));
    for (const chunk of this.#layersAt(quarter)) chunk.clear(quarter % quartersPerChunk);
  }

  /** What is older than this chunk is forgotten; nothing is while there is room. */
  get oldestKept(): number {
    const [oldest = Number.NEGATIVE_INFINITY] = this.#numbers;
    return this.#numbers.length < keptChunks ? Number.NEGATIVE_INFINITY : oldest;
  }

  /** Numbers of the chunks, oldest first. */
  get numbers(): readonly number[] {
    return this.#numbers;
  }

  layers(number: number): readonly CounterChunk[] {
    return this.#chunks.get(number) ?? [];
  }

  /** Rises with each change of a chunk. */
  revision(number: number): number {
    return this.#revisions.get(number) ?? 0;
  }

  runsOf(quarter: number): CounterRun[] {
    return this.#layersAt(quarter).flatMap((chunk) => chunk.get(quarter % quartersPerChunk) ?? []);
  }

  /** How many runs it holds. */
  get size(): number {
    return [...this.#chunks.values()].flat().reduce((sum, chunk) => sum + chunk.size, 0);
  }

  /**
   * The share of slots in [from, to), epoch seconds at quarter hours, that hold a sample. Those
   * after the quarter hour `upTo` count as if they had none.
   */
  coverage(from: number, to: number, upTo = Number.POSITIVE_INFINITY): number {
    let slots = 0;
    const [start, end] = [quarterOf(from), quarterOf(to)];
    for (let quarter = start; quarter < end && quarter <= upTo; quarter += 1) {
      slots += countSlots(this.#layersAt(quarter), quarter % quartersPerChunk);
    }
    return slots / ((end - start) * slotsPerQuarter);
  }

  /** The nearest quarter hour before that shows the counter. */
  quarterBefore(counter: number, quarter: number): number | undefined {
    return this.#nearest(shows(counter), quarter, -1);
  }

  quarterAfter(counter: number, quarter: number): number | undefined {
    return this.#nearest(shows(counter), quarter, 1);
  }

  /** The nearest quarter hour before that has a run. */
  usedBefore(quarter = Number.POSITIVE_INFINITY): number | undefined {
    return this.#nearest(isUsed, quarter, -1);
  }

  usedAfter(quarter = Number.NEGATIVE_INFINITY): number | undefined {
    return this.#nearest(isUsed, quarter, 1);
  }

  /** The last quarter hour with a run whose time a meter told. */
  get lastToldByMeter(): number | undefined {
    return this.#nearest(isToldByMeter, Number.POSITIVE_INFINITY, -1);
  }

  /** Hands over what some counters showed in the quarter hours [from, to], in order of time. */
  visit(
    wanted: readonly number[],
    { from, to }: { from: number; to: number },
    visit: VisitPoint,
  ): void {
    for (const number of this.#numbers) {
      const layers = this.layers(number).filter((chunk) =>
        wanted.some((counter) => chunk.hasCounter(counter)),
      );
      const start = number * quartersPerChunk;
      const end = Math.min(start + quartersPerChunk - 1, to);
      for (let quarter = Math.max(start, from); quarter <= end; quarter += 1) {
        visitInOrder(layers, wanted, { row: quarter - start, visit });
      }
    }
  }

  /** What its arrays take. */
  get bytes(): number {
    const chunks = [...this.#chunks.values()].flat();
    return chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  }

  #forget(number: number): void {
    this.#chunks.delete(number);
    this.#revise(number);
  }

  #revise(number: number): void {
    this.#revisions.set(number, this.revision(number) + 1);
  }

  #layersAt(quarter: number): readonly CounterChunk[] {
    return this.layers(chunkOf(quarter));
  }

  #nearest(wanted: Wanted, quarter: number, step: 1 | -1): number | undefined {
    for (const number of step > 0 ? this.#numbers : this.#numbers.toReversed()) {
      const start = number * quartersPerChunk;
      const first =
        step > 0
          ? Math.max(0, quarter + 1 - start)
          : Math.min(quartersPerChunk - 1, quarter - 1 - start);
      const row = nearestRow(this.layers(number), wanted, { first, step });
      if (row !== undefined) return start + row;
    }
    return undefined;
  }
}

/** What a quarter hour is looked for by: only in some chunks there are any. */
interface Wanted {
  readonly mayBeIn: (chunk: CounterChunk) => boolean;
  readonly isAt: (chunk: CounterChunk, row: number) => boolean;
}

const shows = (counter: number): Wanted => ({
  mayBeIn: (chunk) => chunk.hasCounter(counter),
  isAt: (chunk, row) => chunk.shows(counter, row),
});
const isUsed: Wanted = { mayBeIn: () => true, isAt: (chunk, row) => chunk.holds(row) };
const isToldByMeter: Wanted = {
  mayBeIn: () => true,
  isAt: (chunk, row) => chunk.isToldByMeter(row),
};

function nearestRow(
  layers: readonly CounterChunk[],
  { mayBeIn, isAt }: Wanted,
  { first, step }: { first: number; step: 1 | -1 },
): number | undefined {
  const able = layers.filter(mayBeIn);
  if (able.length === 0) return undefined;
  for (let row = first; row >= 0 && row < quartersPerChunk; row += step) {
    if (able.some((chunk) => isAt(chunk, row))) return row;
  }
  return undefined;
}

/** How many slots of a quarter hour hold a sample, of whatever meters. */
function countSlots(layers: readonly CounterChunk[], row: number): number {
  let count = 0;
  for (let part = 0; part < slotNumbers; part += 1) {
    let bits = 0;
    for (const chunk of layers) bits |= chunk.slotBits(row, part);
    count += countBits(bits);
  }
  return count;
}

interface Visit {
  readonly row: number;
  readonly visit: VisitPoint;
}

function visitInOrder(
  layers: readonly CounterChunk[],
  wanted: readonly number[],
  { row, visit }: Visit,
): void {
  if (layers.length === 1) {
    layers[0]?.visit(wanted, row, visit);
    return;
  }
  const points: Parameters<VisitPoint>[] = [];
  for (const chunk of layers) chunk.visit(wanted, row, (...point) => points.push(point));
  points.sort(([a], [b]) => a - b);
  for (const point of points) visit(...point);
}
