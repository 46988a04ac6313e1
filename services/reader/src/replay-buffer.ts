import type { ReplayPage } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';
import { slotOf } from '@smer/shared/slot';

const everyReadingMs = 30 * 60_000;
const oneOfEachSlotMs = 24 * 3_600_000;
/** What a meter of two telegrams a second makes; only clocks that go astray make more. */
const mostRecent = 3_600;
const mostThinned = 8_640;

/** A reading that was published. */
export interface PublishedReading {
  readonly sequence: number;
  readonly reading: Reading;
  /** The reading as JSON text. */
  readonly json: string;
}

interface Entry {
  readonly sequence: number;
  readonly slot: number;
  readonly timestamp: number;
  readonly receivedAt: number;
  readonly json: string;
}

/** A page of what is kept, in order of sequence. */
export type ReplaySlice = Omit<ReplayPage, 'bootId'>;

/**
 * What the reader keeps for those who missed it: every reading of the last 30 minutes, and the
 * earliest with power of each 10-second slot for 24 hours. Kept as JSON text, 10 to 20 MB in all.
 */
export class ReplayBuffer {
  readonly #recent: Entry[] = [];
  readonly #thinned: Entry[] = [];
  readonly #earliest = new Map<number, Entry>();

  record({ sequence, reading, json }: PublishedReading): void {
    const { timestamp, receivedAt, usageWatts } = reading;
    const slot = slotOf(timestamp);
    const entry = { sequence, slot, timestamp, receivedAt, json };
    this.#recent.push(entry);
    // History makes no sample of a reading without power; one must not stand in its slot here either.
    if (usageWatts !== undefined && isEarlier(entry, this.#earliest.get(slot))) {
      this.#earliest.set(slot, entry);
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
      if (this.#earliest.get(entry.slot) === entry) this.#thinned.push(entry);
    }
    while (this.#outlived(this.#thinned[0], now)) this.#forgetOldest();
  }

  #outlived(entry: Entry | undefined, now: number): boolean {
    if (!entry) return false;
    return now - entry.receivedAt >= oneOfEachSlotMs || this.#thinned.length > mostThinned;
  }

  #forgetOldest(): void {
    const oldest = this.#thinned.shift();
    if (oldest && this.#earliest.get(oldest.slot) === oldest) this.#earliest.delete(oldest.slot);
  }
}

function isEarlier(entry: Entry, other: Entry | undefined): boolean {
  if (!other) return true;
  return entry.timestamp < other.timestamp;
}
