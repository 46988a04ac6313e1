import type { Turns } from './turns.ts';

interface Page {
  readonly next?: number | undefined;
}

export interface PagesInTurn<P extends Page> {
  /** Begins the pages; asks for none before it is used. */
  readonly open: () => AsyncGenerator<P>;
  /** For pages after the first. */
  readonly turns: Turns;
  /** Tells that nobody wants them any more. */
  readonly signal: AbortSignal;
}

/**
 * An answer of one page needs no turn: it is there at once, however many slow clients read
 * longer ones. An answer that has to wait keeps nothing and begins anew when its turn comes, so
 * that memory does not grow with the number of those who wait. Ends early when the signal is
 * aborted while it waits.
 */
export async function* pagesInTurn<P extends Page>(options: PagesInTurn<P>): AsyncGenerator<P> {
  const { open, turns, signal } = options;
  try {
    const pages = open();
    const { value: first, done } = await pages.next();
    if (done) return;
    if (first.next === undefined) {
      // What it was made in ends before a slow client reads it.
      await pages.next();
      return yield first;
    }
    const giveBack = turns.takeFree();
    if (giveBack) return yield* resume(first, pages, giveBack);
    await pages.return(undefined);
    yield* turns.during(open(), signal);
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  }
}

async function* resume<P>(first: P, rest: AsyncGenerator<P>, end: () => void): AsyncGenerator<P> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
    end();
  }
}
