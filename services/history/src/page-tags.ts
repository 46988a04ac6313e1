import { hash } from 'node:crypto';
import type { HistoryPage, HistoryRequest } from '@smer/shared/history-page';
import { readPage } from './series/read-page.ts';
import type { SampleStore } from './series/sample-store.ts';

interface Tagged {
  readonly tag: string;
  readonly next: number;
}

/** Those of a year, for a few choices of fields. */
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

  /** The first page, from the cursor on, that is not among those known. */
  read({ known, ...request }: HistoryRequest): HistoryPage {
    const { points, to = Number.POSITIVE_INFINITY } = request;
    let { cursor } = request;
    if (!known || cursor === undefined || points !== undefined) {
      return readPage(this.#store, request);
    }
    let skipped = 0;
    for (const tag of known) {
      const tagged: Tagged | undefined = this.#tagAt(cursor, request);
      if (tagged?.tag !== tag || tagged.next >= to) break;
      cursor = tagged.next;
      skipped += 1;
    }
    const page = readPage(this.#store, { ...request, cursor });
    const tag = this.#keep(cursor, request, page)?.tag;
    return { ...page, skipped, tag };
  }

  /** Of the page between the cursor and the next border; undefined where that is the last there is. */
  #tagAt(cursor: number, { fields }: HistoryRequest): Tagged | undefined {
    const kept = this.#kept().get(keyOf(cursor, fields));
    return kept ?? this.#keep(cursor, { fields }, readPage(this.#store, { cursor, fields }));
  }

  #keep(cursor: number, { fields }: HistoryRequest, page: HistoryPage): Tagged | undefined {
    if (page.next === undefined) return undefined;
    const tagged = { tag: hash('sha256', JSON.stringify(page), 'base64url'), next: page.next };
    this.#kept().set(keyOf(cursor, fields), tagged);
    return tagged;
  }

  /** Those of what the store holds now. */
  #kept(): Map<string, Tagged> {
    if (this.#edition !== this.#store.edition || this.#tags.size >= mostTags) this.#tags.clear();
    this.#edition = this.#store.edition;
    return this.#tags;
  }
}

const keyOf = (cursor: number, fields: HistoryRequest['fields']) =>
  JSON.stringify([cursor, fields]);
