import type { LongRange, SampleRange } from './size-of-range.ts';
import type { GiveBack, Turns } from './turns.ts';

interface Page {
  readonly next?: number | undefined;
}

/** Turns of answers of one kind. */
export interface Lane {
  /** Each takes one until it is made, for a short while at most: slow clients keep it from nobody. */
  readonly making: Turns;
  /** Only those of more than one page take one, until the client has read them. */
  readonly long: Turns;
  /** Where all of those are taken: for looking whether there is more than one page. */
  readonly looking: Turns;
  readonly knownLong: LongRange;
}

export interface PagesInTurn<P extends Page> {
  /** Begins the pages; asks for none before it is used. */
  readonly open: () => AsyncGenerator<P>;
  readonly lane: Lane;
  /** Tells that nobody wants them any more. */
  readonly signal: AbortSignal;
  /** Of samples. */
  readonly range?: SampleRange | undefined;
  /** It is known to be about a page at most. */
  readonly isShort?: boolean;
}

const noTurn: GiveBack = () => undefined;

/**
 * The pages of an answer. One of a single page, or known to be short, is there at once, however
 * many slow clients read longer ones. One that has to wait keeps nothing and begins when its turn
 * comes, so that memory does not grow with the number of those who wait. Ends early when the
 * signal is aborted while it waits.
 */
export async function* pagesInTurn<P extends Page>(options: PagesInTurn<P>): AsyncGenerator<P> {
  const { lane, signal, isShort } = options;
  try {
    if (isShort) return yield* readInTurn(options, noTurn);
    const free = lane.long.takeFree();
    const { turn, only } = free ? { turn: free } : await turnOrOnlyPage(options);
    if (turn) yield* readInTurn(options, turn);
    else if (only) yield only;
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  }
}

/** A turn, or the only page there is. */
interface Found<P> {
  readonly turn?: GiveBack;
  readonly only?: P;
}

/** Waits for a turn in its place, and meanwhile for a look whether there is but one page. */
async function turnOrOnlyPage<P extends Page>(options: PagesInTurn<P>): Promise<Found<P>> {
  const settled = new AbortController();
  const signal = AbortSignal.any([options.signal, settled.signal]);
  const turn = options.lane.long.take(signal).then((giveBack): Found<P> => ({ turn: giveBack }));
  const look = onlyPage({ ...options, signal }).then((only) => (only ? { only } : turn));
  let found: Found<P> = {};
  try {
    found = await Promise.race([turn, look]);
    return found;
  } finally {
    settled.abort();
    if (!found.turn) giveBackLate(turn);
  }
}

/** A turn that may have come all the same, after nobody waited for it any more. */
function giveBackLate(coming: Promise<Found<unknown>>): void {
  coming.then(
    ({ turn }) => turn?.(),
    () => undefined,
  );
}

async function* readInTurn<P extends Page>(
  options: PagesInTurn<P>,
  giveBack: GiveBack,
): AsyncGenerator<P> {
  const pages = options.open();
  try {
    const { value: first, done } = await pages.next();
    if (done) return;
    rememberLength(options, first);
    if (first.next === undefined) {
      await endMaking(pages);
      giveBack();
    }
    yield first;
    yield* pages;
  } finally {
    await pages.return(undefined);
    giveBack();
  }
}

/** The page of an answer that has no other. */
async function onlyPage<P extends Page>(options: PagesInTurn<P>): Promise<P | undefined> {
  const { open, lane, signal, range } = options;
  const giveBack = await lane.looking.take(signal);
  try {
    if (range && lane.knownLong.isWithin(range)) return undefined;
    const pages = open();
    const { value: first, done } = await pages.next();
    if (done) return undefined;
    rememberLength(options, first);
    if (first.next === undefined) {
      await endMaking(pages);
      return first;
    }
    await pages.return(undefined);
    return undefined;
  } finally {
    giveBack();
  }
}

/** After the last page: what it was made in would go on until a slow client has read it. */
const endMaking = (pages: AsyncGenerator<unknown>) => pages.next();

function rememberLength({ lane, range }: PagesInTurn<Page>, { next }: Page): void {
  if (range && next !== undefined) lane.knownLong.remember(range, next);
}
