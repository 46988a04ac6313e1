import type { ReplayPage } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';
import { compareInSlot, slotOf } from '@smer/shared/slot';

const everyReadingMs = 30 * 60_000;
const oneOfEachSlotMs = 24 * 3_600_000;
/** What a meter of two telegrams a second makes; only clocks that go astray make more. */
const mostRecent = 3_600;
const mostThinned = 8_640;

interface Entry extends Pick<Reading, 'timestamp' | 'timestampSource' | 'receivedAt'> {
  readonly sequence: number;
  readonly slot: number;
  readonly json: string;
}

/** A page of what is kept, in order of sequence. */
export type ReplaySlice = Omit<ReplayPage, 'bootId'>;

/**
 * What the reader keeps for those who missed it: every reading of the last 30 minutes, and for 24
 * hours that of each 10-second slot of which history makes its sample. Kept as JSON text, 10 to 20
 * MB in all.
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
    this.#age(receivedAt);
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

  #age(now: number): void {
    const { length } = this.#recent;
    const keep = this.#recent.findIndex(({ receivedAt }) => now - receivedAt < everyReadingMs);
    const surplus = Math.max(keep, length - mostRecent);
    for (const entry of this.#recent.splice(0, surplus)) {
      if (this.#preferred.get(entry.slot) === entry) this.#thinned.push(entry);
    }
    while (this.#outlived(this.#thinned[0], now)) this.#forgetOldest();
  }

  #outlived(entry: Entry | undefined, now: number): boolean {
    if (!entry) return false;
    return now - entry.receivedAt >= oneOfEachSlotMs || this.#thinned.length > mostThinned;
  }

  #forgetOldest(): void {
    const oldest = this.#thinned.shift();
    if (oldest && this.#preferred.get(oldest.slot) === oldest) this.#preferred.delete(oldest.slot);
  }
}
