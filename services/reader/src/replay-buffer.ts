import type { ReplayPage } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';
import { compareInSlot, slotOf, slotsPerDay } from '@smer/shared/slot';

/** Half an hour of a telegram a second. */
const mostRecent = 1_800;

interface Entry extends Pick<Reading, 'timestamp' | 'timestampSource' | 'receivedAt'> {
  readonly sequence: number;
  readonly slot: number;
  readonly json: string;
}

/** A page of what is kept, in order of sequence. */
export type ReplaySlice = Omit<ReplayPage, 'bootId'>;

/**
 * What the reader keeps for those who missed it: the last 1,800 readings, and of older ones that of
 * each 10-second slot of which history makes its sample, up to a day of slots. By number, as clocks
 * may be set. Kept as JSON text, 10 to 20 MB in all.
 */
export class ReplayBuffer {
  readonly #recent: Entry[] = [];
  readonly #thinned: Entry[] = [];
  readonly #preferred = new Map<number, Entry>();

  record(sequence: number, reading: Reading): void {
    const { timestamp, timestampSource, receivedAt, usageWatts } = reading;
    const slot = slotOf(timestamp);
    const json = JSON.stringify(reading);
    const entry = { sequence, slot, timestamp, timestampSource, receivedAt, json };
    this.#recent.push(entry);
    const preferred = this.#preferred.get(slot);
    // History makes no sample of a reading without power; one must not stand in its slot here either.
    if (usageWatts !== undefined && (!preferred || compareInSlot(entry, preferred) < 0)) {
      this.#preferred.set(slot, entry);
    }
    this.#thin();
    this.#forget();
  }

  /** All after `sequence`, as many as fit in `maxBytes` but at least one. */
  after(sequence: number, maxBytes: number): ReplaySlice {
    const telegrams: ReplaySlice['telegrams'] = [];
    let bytes = 0;
    for (const entry of this.#entries()) {
      if (entry.sequence <= sequence) continue;
      bytes += entry.json.length;
      if (bytes > maxBytes && telegrams.length > 0) return { telegrams, more: true };
      telegrams.push({ sequence: entry.sequence, reading: JSON.parse(entry.json) });
    }
    return { telegrams, more: false };
  }

  get size(): number {
    return this.#recent.length + this.#thinned.length;
  }

  *#entries(): Iterable<Entry> {
    yield* this.#thinned;
    yield* this.#recent;
  }

  #thin(): void {
    if (this.#recent.length <= mostRecent) return;
    const entry = this.#recent.shift();
    if (entry && this.#preferred.get(entry.slot) === entry) this.#thinned.push(entry);
  }

  #forget(): void {
    if (this.#thinned.length <= slotsPerDay) return;
    const oldest = this.#thinned.shift();
    if (oldest && this.#preferred.get(oldest.slot) === oldest) this.#preferred.delete(oldest.slot);
  }
}
