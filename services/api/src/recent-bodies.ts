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
 * same chart, or one that is reloaded. A body is kept once it was asked for twice, as most never
 * are and to keep them costs. Whoever keeps them forgets them when there is news.
 */
export class RecentBodies {
  readonly #clock: Clock;
  readonly #bodies = new Map<string, Body>();
  readonly #askedAt = new Map<string, number>();
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
    const now = this.#clock();
    const kept = this.#bodies.get(key);
    if (kept && now - kept.madeAt < lifeMs) return yield* kept.chunks;
    const isRepeated = now - (this.#askedAt.get(key) ?? Number.NEGATIVE_INFINITY) < lifeMs;
    remember(this.#askedAt, key, now);
    if (isRepeated) yield* this.#kept(key, make());
    else yield* make();
  }

  async *#kept(key: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const madeAt = this.#clock();
    const news = this.#news;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes <= largestBytes) chunks.push(chunk);
      else chunks.length = 0;
      yield chunk;
    }
    if (bytes <= largestBytes && news === this.#news) {
      remember(this.#bodies, key, { chunks, madeAt });
    }
  }
}

/** Keeps a value in the place of the oldest when there are enough. */
function remember<V>(values: Map<string, V>, key: string, value: V): void {
  values.delete(key);
  const [oldest] = values.keys();
  if (values.size >= most && oldest !== undefined) values.delete(oldest);
  values.set(key, value);
}
