import type { WholePage } from './whole-page.ts';

/** A whole page as text, and what history knows it by. */
export interface KnownPage extends WholePage {
  readonly tag: string;
}

interface Kept {
  readonly series: string;
  readonly page: KnownPage;
}

/** A month of one value every ten seconds. */
const defaultBytes = 24 * 1024 * 1024;

/**
 * Pages of samples as text, for ranges that overlap. History is asked each time whether they are
 * still the same, so that nothing here is ever out of date.
 */
export class KnownPages {
  readonly #mostBytes: number;
  /** The one used last comes last. Those of a series do not overlap. */
  readonly #pages = new Map<string, Kept>();
  #bytes = 0;

  constructor(mostBytes = defaultBytes) {
    this.#mostBytes = mostBytes;
  }

  /** What is known of `series` from the page that holds an instant on, page after page, up to `to`. */
  from(series: string, instant: number, to: number): KnownPage[] {
    const found: KnownPage[] = [];
    const holding = this.#overlapping(series, instant, instant + 1)[0];
    for (let page = holding; page; page = this.#pages.get(keyOf(series, page.next))?.page) {
      this.#use(keyOf(series, page.start));
      found.push(page);
      if (page.next === undefined || page.next >= to) break;
    }
    return found;
  }

  /** Keeps a page in place of what was kept of its time. */
  keep(series: string, page: KnownPage): void {
    for (const old of this.#overlapping(series, page.start, endOf(page))) {
      this.#drop(keyOf(series, old.start));
    }
    this.#pages.set(keyOf(series, page.start), { series, page });
    this.#bytes += page.bytes;
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#drop(oldest);
    }
  }

  #overlapping(series: string, from: number, to: number): KnownPage[] {
    return [...this.#pages.values()]
      .filter((kept) => kept.series === series && kept.page.start < to && endOf(kept.page) > from)
      .map(({ page }) => page);
  }

  #use(key: string): void {
    const kept = this.#pages.get(key);
    if (!kept) return;
    this.#pages.delete(key);
    this.#pages.set(key, kept);
  }

  #drop(key: string): void {
    this.#bytes -= this.#pages.get(key)?.page.bytes ?? 0;
    this.#pages.delete(key);
  }
}

const endOf = ({ next = Number.POSITIVE_INFINITY }: KnownPage): number => next;

const keyOf = (series: string, start: number | undefined): string => `${start} ${series}`;
