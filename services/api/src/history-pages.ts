import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { type ErrorCode, SmerError } from '@smer/shared/errors';
import type { EnergyPage, EnergyRequest, HistoryRequest } from '@smer/shared/history-page';
import type { RowFormat } from './history-rows.ts';
import type { KnownPages } from './known-pages.ts';
import { type RenderedPage, renderPage } from './render-history.ts';

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
  readonly known: KnownPages;
}

/**
 * The pages of a range of history as text, each asked for when those before have been used.
 * What is known is told once, after the page the range begins in: exports of years go on page by
 * page, as at the speed of memory they would leave the machine to nobody else.
 */
export async function* historyPages(options: HistoryOptions): AsyncGenerator<RenderedPage> {
  let questions = 0;
  const ask = (cursor: Cursor) => {
    questions += 1;
    return askHistory(options, cursor, questions === 2);
  };
  for await (const { rendered } of pages(ask)) yield* rendered;
}

/** The next page, after those known that history says are the same still. */
async function askHistory(
  { bus, request, timeoutMs, format, known }: HistoryOptions,
  { cursor }: Cursor,
  tellKnown: boolean,
) {
  const series = JSON.stringify([request.fields, format.mediaType]);
  // How buckets lie is a matter of each range.
  const isShared = tellKnown && cursor !== undefined && request.points === undefined;
  const found = isShared ? known.from(series, cursor) : undefined;
  const page = await bus.request(
    contract.historyQuery,
    { ...request, cursor, known: found?.map(({ tag }) => tag) },
    timeoutMs,
  );
  const { skipped = 0, tag, next } = page;
  const unchanged = found?.slice(0, skipped) ?? [];
  if (unchanged.length !== skipped) {
    throw new SmerError('UNEXPECTED_ANSWER', `history skips ${skipped} pages, more than are known`);
  }
  const rendered = renderPage(page, format);
  const start = unchanged.at(-1)?.next ?? cursor;
  if (tag !== undefined && next !== undefined && start !== undefined) {
    known.keep(series, start, { ...rendered, tag });
  }
  return { rendered: [...unchanged, rendered], next };
}

/** The pages of a range of energy periods. */
export const energyPages = (bus: Ask, request: EnergyRequest, timeoutMs: number) =>
  pages<EnergyPage>((cursor) =>
    bus.request(contract.historyEnergy, { ...request, ...cursor }, timeoutMs),
  );

interface Cursor {
  readonly cursor?: number;
}

interface Page {
  readonly next?: number | undefined;
}

/**
 * The first page tells at once what is wrong. Later ones are asked for again for a while, as a
 * cursor means the same to every instance of history, and the client has half its answer.
 */
async function* pages<P extends Page>(ask: (cursor: Cursor) => Promise<P>): AsyncGenerator<P> {
  let page = await ask({});
  yield page;
  while (page.next !== undefined) {
    const cursor = page.next;
    page = await askPatiently(() => ask({ cursor }));
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
