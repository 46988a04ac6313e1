import type { RenderedPage } from './render-history.ts';

/** A page as text, and what history knows it by. */
export interface KnownPage extends RenderedPage {
  readonly tag: string;
}

/** A month of one value every ten seconds. */
const defaultBytes = 24 * 1024 * 1024;

/** Within how many pages one must be asked for again to be kept. */
const remembered = 128;

/** 34,000 readings of one value. */
const mostInARow = 16;

/**
 * Pages of samples as text, for ranges that overlap. History is asked each time whether they are
 * still the same, so that nothing here is ever out of date. A page is kept when it is asked for
 * again soon, so that somebody who exports years leaves the others in place.
 */
export class KnownPages {
  readonly #mostBytes: number;
  /** The one used last comes last. */
  readonly #pages = new Map<string, KnownPage>();
  readonly #askedFor = new Set<string>();
  #bytes = 0;

  constructor(mostBytes = defaultBytes) {
    this.#mostBytes = mostBytes;
  }

  /**
   * What is known of `series` from a cursor on, page after page. Undefined where the first of
   * them is asked for the first time, so that a tag for it is of no use.
   */
  from(series: string, cursor: number): KnownPage[] | undefined {
    const isRepeated = this.#rememberAsked(keyOf(series, cursor));
    const found: KnownPage[] = [];
    for (let next: number | undefined = cursor; next !== undefined; next = found.at(-1)?.next) {
      const key = keyOf(series, next);
      const page = this.#pages.get(key);
      if (!page || found.length === mostInARow) break;
      this.#pages.delete(key);
      this.#pages.set(key, page);
      found.push(page);
    }
    return found.length > 0 || isRepeated ? found : undefined;
  }

  /** Keeps the page at a cursor, in place of what was kept of it. */
  keep(series: string, cursor: number, page: KnownPage): void {
    const key = keyOf(series, cursor);
    this.#drop(key);
    this.#pages.set(key, page);
    this.#bytes += page.rows.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#pages.get(key)?.rows.length ?? 0;
    this.#pages.delete(key);
  }

  /** Whether it was asked for a short while ago. */
  #rememberAsked(key: string): boolean {
    const isRepeated = this.#askedFor.delete(key);
    this.#askedFor.add(key);
    const [oldest] = this.#askedFor;
    if (this.#askedFor.size > remembered && oldest !== undefined) this.#askedFor.delete(oldest);
    return isRepeated;
  }
}

const keyOf = (series: string, cursor: number): string => `${cursor} ${series}`;
