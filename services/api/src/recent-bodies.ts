import type { Clock } from '@smer/shared/clock';

interface Body {
  readonly chunks: readonly Uint8Array[];
  readonly madeAt: number;
}

const lifeMs = 1_000;
const largestBytes = 2 * 1024 * 1024;
const most = 8;

/**
 * Bodies made within the last second, for those who ask the very same: many pages open on the
 * same chart, or one that is reloaded. Whoever keeps them forgets them when there is news.
 */
export class RecentBodies {
  readonly #clock: Clock;
  readonly #bodies = new Map<string, Body>();
  #news = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  forget(): void {
    this.#news += 1;
    this.#bodies.clear();
  }

  /** The chunks of a body: those kept under `key`, else those that `make` makes. */
  async *through(key: string, make: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const kept = this.#bodies.get(key);
    if (kept && this.#clock() - kept.madeAt < lifeMs) return yield* kept.chunks;
    const madeAt = this.#clock();
    const news = this.#news;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of make()) {
      bytes += chunk.length;
      if (bytes <= largestBytes) chunks.push(chunk);
      else chunks.length = 0;
      yield chunk;
    }
    if (bytes <= largestBytes && news === this.#news) this.#keep(key, { chunks, madeAt });
  }

  #keep(key: string, body: Body): void {
    const [oldest] = this.#bodies.keys();
    if (this.#bodies.size >= most && oldest !== undefined) this.#bodies.delete(oldest);
    this.#bodies.set(key, body);
  }
}
