import { mostKnown } from '@smer/shared/history-page';
import type { WholePage } from './whole-page.ts';

/** A whole page as text, and what history knows it by. */
export interface KnownPage extends WholePage {
  readonly tag: string;
}

interface Kept {
  readonly series: string;
  readonly page: KnownPage;
  /** The timestamps of its first row and of its last. */
  readonly first: number;
  readonly last: number;
  /** The memory it takes. */
  readonly bytes: number;
}

/** A month of one value every ten seconds. */
const defaultBytes = 26 * 1024 * 1024;

/** What a page takes beside its rows: objects, and the rest of a block of memory. */
const bytesBesideRows = 4 * 1024;

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

  /**
   * What is known of `series`, page after page, up to `to`: from the page on whose rows an instant
   * is among. One whose last row is before it does not hold it: there may be more by now.
   */
  from(series: string, instant: number, to: number): KnownPage[] {
    const found: KnownPage[] = [];
    let kept = this.#overlapping(series, instant, instant)[0];
    while (kept && found.length < mostKnown) {
      this.#use(kept);
      found.push(kept.page);
      const { next } = kept.page;
      if (next === undefined || next >= to) break;
      kept = this.#pages.get(keyOf(series, next));
    }
    return found;
  }

  /** Keeps a page in place of what was kept of its time; one without rows is of no use. */
  keep(series: string, page: KnownPage): void {
    const { rows, timestamps, offsets } = page;
    const [first] = timestamps;
    const last = timestamps.at(-1);
    if (first === undefined || last === undefined) return;
    for (const old of this.#overlapping(series, first, last)) this.#drop(old);
    const bytes = rows.length + timestamps.byteLength + offsets.byteLength + bytesBesideRows;
    this.#use({ series, page, first, last, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#pages.values()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#drop(oldest);
    }
  }

  #overlapping(series: string, from: number, to: number): Kept[] {
    return [...this.#pages.values()].filter(
      (kept) => kept.series === series && kept.first <= to && kept.last >= from,
    );
  }

  #use(kept: Kept): void {
    const key = keyOf(kept.series, kept.first);
    this.#pages.delete(key);
    this.#pages.set(key, kept);
  }

  #drop({ series, first, bytes }: Kept): void {
    this.#bytes -= bytes;
    this.#pages.delete(keyOf(series, first));
  }
}

const keyOf = (series: string, first: number): string => `${first} ${series}`;
