import { setTimeout as pauseFor } from 'node:timers/promises';

/** Answers of up to so many pages, 17,000 samples, are as fast as they can be. */
const hurriedPages = 8;

/** About as long as a page takes to make. */
const pauseMs = 3;

export interface UnhurriedOptions {
  /** Whether others make long answers too. */
  readonly isCrowded: () => boolean;
  readonly pause?: () => Promise<unknown>;
}

/**
 * The pages of a long answer, with pauses where several are made at once: what is live shares two
 * or four cores with them, and somebody waits for it.
 */
export async function* unhurried<P>(
  pages: AsyncIterable<P>,
  { isCrowded, pause = () => pauseFor(pauseMs) }: UnhurriedOptions,
): AsyncGenerator<P> {
  let count = 0;
  for await (const page of pages) {
    count += 1;
    if (count > hurriedPages && isCrowded()) await pause();
    yield page;
  }
}
