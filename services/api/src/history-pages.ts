import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { type ErrorCode, SmerError } from '@smer/shared/errors';
import type {
  EnergyPage,
  EnergyRequest,
  HistoryPage,
  HistoryRequest,
} from '@smer/shared/history-page';
import type { RowFormat } from './history-rows.ts';
import type { KnownPages } from './known-pages.ts';
import { type RenderedPage, renderPage } from './render-history.ts';
import { cutPage, renderWholePage, type WholePage } from './whole-page.ts';

type Ask = Pick<Bus, 'request'>;

/** What passes when history is replaced or another instance takes over. */
const passing = new Set<ErrorCode>(['NO_ANSWER', 'ANSWER_TOO_LATE']);
const attempts = 20;
const pauseMs = 500;

export interface HistoryOptions {
  readonly bus: Ask;
  readonly request: HistoryRequest;
  readonly timeoutMs: number;
  readonly format: RowFormat;
  /** Where given, the range is put together from whole pages, those known among them. */
  readonly known?: KnownPages | undefined;
}

/** The pages of a range of history as text; more are asked for when those before have been used. */
export async function* historyPages(options: HistoryOptions): AsyncGenerator<RenderedPage> {
  const { known } = options;
  const ask = (place: Place) =>
    known ? askWhole(options, known, place.cursor) : askPlain(options, place);
  for await (const { rendered } of pages(ask)) yield* rendered;
}

async function askPlain(
  { bus, request, timeoutMs, format }: HistoryOptions,
  place: Place,
): Promise<Part> {
  const page = await bus.request(contract.historyQuery, { ...request, ...place }, timeoutMs);
  const { next, bucketSeconds } = page;
  return { rendered: [renderPage(page, format)], next, bucketSeconds };
}

/** The known pages that history says are the same still, and the next after them, cut to the range. */
async function askWhole(
  { bus, request, timeoutMs, format }: HistoryOptions,
  known: KnownPages,
  cursor: number | undefined,
): Promise<Part> {
  const { from = 0, to = Number.POSITIVE_INFINITY } = request;
  const since = cursor ?? from;
  const series = JSON.stringify([request.fields, format.mediaType]);
  const found = known.from(series, since, to);
  const question = {
    ...request,
    cursor: found[0]?.timestamps[0] ?? cursor,
    known: found.map(({ tag }) => tag),
  };
  const page = await bus.request(contract.historyQuery, question, timeoutMs);
  const { skipped = 0, tag } = page;
  if (skipped > found.length) {
    throw new SmerError('UNEXPECTED_ANSWER', `history skips ${skipped} pages, more than are known`);
  }
  const whole: WholePage[] = found.slice(0, skipped);
  // One without rows after others says that these are all; alone it is an answer.
  if (page.timestamp.length > 0 || skipped === 0) {
    const made = renderWholePage(page, format);
    if (tag !== undefined) known.keep(series, { ...made, tag });
    whole.push(made);
  }
  const rendered = whole.map((each) => cutPage(each, { from: since, to }));
  return { rendered, next: rendered.at(-1)?.next };
}

/** The pages of a range of energy periods. */
export const energyPages = (bus: Ask, request: EnergyRequest, timeoutMs: number) =>
  pages<EnergyPage>(({ cursor }) =>
    bus.request(contract.historyEnergy, { ...request, cursor }, timeoutMs),
  );

/** Where a page begins, and the length of its buckets: nothing yet of the first. */
type Place = Pick<HistoryRequest, 'cursor' | 'bucketSeconds'>;

/** What tells the place of the page after it. */
type Page = Pick<HistoryPage, 'next' | 'bucketSeconds'>;

interface Part extends Page {
  readonly rendered: readonly RenderedPage[];
}

/**
 * The first page tells at once what is wrong. Later ones are asked for again for a while, as a
 * cursor means the same to every instance of history, and the client has half its answer.
 */
async function* pages<P extends Page>(ask: (place: Place) => Promise<P>): AsyncGenerator<P> {
  let page = await ask({});
  const { bucketSeconds } = page;
  yield page;
  while (page.next !== undefined) {
    const cursor = page.next;
    page = await askPatiently(() => ask({ cursor, bucketSeconds }));
    if (page.next !== undefined && page.next <= cursor) {
      throw new SmerError('UNEXPECTED_ANSWER', `history does not get past ${cursor}`);
    }
    yield page;
  }
}

async function askPatiently<P>(ask: () => Promise<P>): Promise<P> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (thrown) {
      const passes = thrown instanceof SmerError && passing.has(thrown.code);
      if (!passes || attempt === attempts) throw thrown;
      await pause(pauseMs);
    }
  }
}
