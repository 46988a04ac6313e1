import type { Clock } from '@smer/shared/clock';
import type { RenderedPage } from './render-history.ts';

interface Body {
  readonly pages: readonly RenderedPage[];
  readonly madeAt: number;
}

type Make = () => AsyncIterable<RenderedPage>;

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

  /**
   * Notes that a body is asked for. What it returns begins the pages, as often as need be: those
   * kept under `key`, else those that `make` makes.
   */
  ask(key: string, make: Make): () => AsyncGenerator<RenderedPage> {
    const now = this.#clock();
    const isRepeated = now - (this.#askedAt.get(key) ?? Number.NEGATIVE_INFINITY) < lifeMs;
    remember(this.#askedAt, key, now);
    return () => this.#through(key, make, isRepeated);
  }

  async *#through(key: string, make: Make, isRepeated: boolean): AsyncGenerator<RenderedPage> {
    const kept = this.#bodies.get(key);
    if (kept && this.#clock() - kept.madeAt < lifeMs) yield* kept.pages;
    else if (isRepeated) yield* this.#kept(key, make());
    else yield* make();
  }

  async *#kept(key: string, body: AsyncIterable<RenderedPage>): AsyncGenerator<RenderedPage> {
    const madeAt = this.#clock();
    const news = this.#news;
    const pages: RenderedPage[] = [];
    let bytes = 0;
    for await (const page of body) {
      bytes += page.rows.length;
      if (bytes <= largestBytes) pages.push(page);
      else pages.length = 0;
      yield page;
    }
    if (bytes <= largestBytes && news === this.#news) {
      remember(this.#bodies, key, { pages, madeAt });
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
