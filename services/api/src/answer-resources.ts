import type { Bus } from '@smer/shared/bus';
import type { Clock } from '@smer/shared/clock';
import { contract } from '@smer/shared/contract';
import { KnownPages } from './known-pages.ts';
import type { Lane } from './pages-in-turn.ts';
import type { ReaderWatch } from './reader-watch.ts';
import { RecentBodies } from './recent-bodies.ts';
import { LongRange } from './size-of-range.ts';
import { Turns } from './turns.ts';

/**
 * Answers of many pages under way at a time, slow clients' among them; each holds a page, about
 * 200 KB, or up to some 25 of those kept for all.
 */
const longAtATime = 8;

/**
 * Exports made at a time: one while history looks up the page of another. What many make at once
 * lives long enough for the garbage collector to move it about, which costs more than the making.
 */
const exportsMadeAtATime = 2;
const chartsMadeAtATime = 8;
const longestMakingMs = 100;

/**
 * What answers from history share: turns, so that memory does not grow with the number of
 * clients, bodies just made, and pages that many ranges have in common. Exports wait for each
 * other only: a chart is there at once while slow clients fetch years.
 */
export interface AnswerResources {
  readonly exports: Lane;
  readonly charts: Lane;
  readonly recent: RecentBodies;
  readonly known: KnownPages;
}

export function createAnswerResources(
  bus: Bus,
  reader: ReaderWatch,
  clock: Clock,
): AnswerResources {
  const recent = new RecentBodies(clock);
  reader.listen({ reading: () => recent.forget(), link: () => undefined });
  bus.subscribe(contract.historyRestored, () => recent.forget());
  return {
    exports: createLane(exportsMadeAtATime),
    charts: createLane(chartsMadeAtATime),
    recent,
    known: new KnownPages(),
  };
}

const createLane = (madeAtATime: number): Lane => ({
  making: new Turns(madeAtATime, longestMakingMs),
  long: new Turns(longAtATime),
  looking: new Turns(1, longestMakingMs),
  knownLong: new LongRange(),
});
