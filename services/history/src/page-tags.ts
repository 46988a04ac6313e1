import { hash } from 'node:crypto';
import type { HistoryPage, HistoryRequest } from '@smer/shared/history-page';
import { readPage, readWholePage } from './series/read-page.ts';
import type { SampleStore } from './series/sample-store.ts';

/** A page's tag, and its `next`, so that pages are gone through without being read. */
interface Tagged {
  readonly tag: string;
  readonly next: number | undefined;
}

/** Those of five years of one value, or of eight months of all fields. */
const mostTags = 8192;

/**
 * Pages of samples for those who keep pages: what they know and is still the same is not sent
 * again. A tag hangs on nothing but what the page holds: every instance of history has the same.
 */
export class PageTags {
  readonly #store: SampleStore;
  readonly #tags = new Map<string, Tagged>();
  #edition = 0;

  constructor(store: SampleStore) {
    this.#store = store;
  }

  /** The next page of a range; where `known` is given the first, as a whole, that is not among those. */
  read({ known, ...request }: HistoryRequest): HistoryPage {
    const { fields, points, from = 0, to = Number.POSITIVE_INFINITY } = request;
    if (!known || points !== undefined) return readPage(this.#store, request);
    let instant = request.cursor ?? from;
    let skipped = 0;
    for (const tag of known) {
      const tagged: Tagged = this.#taggedAt(instant, fields);
      if (tagged.tag !== tag) break;
      skipped += 1;
      instant = tagged.next ?? Number.POSITIVE_INFINITY;
      if (instant >= to) return { timestamp: [], columns: {}, skipped };
    }
    const page = readWholePage(this.#store, { fields, instant });
    return { ...page, skipped, tag: this.#keep(page, fields).tag };
  }

  /** Of the page that holds the first sample since an instant. */
  #taggedAt(instant: number, fields: HistoryRequest['fields']): Tagged {
    const kept = this.#kept().get(keyOf(instant, fields));
    return kept ?? this.#keep(readWholePage(this.#store, { fields, instant }), fields);
  }

  #keep(page: HistoryPage, fields: HistoryRequest['fields']): Tagged {
    const tagged = { tag: hash('sha256', JSON.stringify(page), 'base64url'), next: page.next };
    const [start] = page.timestamp;
    if (start !== undefined) this.#kept().set(keyOf(start, fields), tagged);
    return tagged;
  }

  /** Those of what the store holds now. */
  #kept(): Map<string, Tagged> {
    if (this.#edition !== this.#store.edition || this.#tags.size >= mostTags) this.#tags.clear();
    this.#edition = this.#store.edition;
    return this.#tags;
  }
}

const keyOf = (start: number, fields: HistoryRequest['fields']) => JSON.stringify([start, fields]);
