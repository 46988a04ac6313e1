import type { Bus } from '@smer/shared/bus';
import type { Clock } from '@smer/shared/clock';
import { contract } from '@smer/shared/contract';
import { KnownPages } from './known-pages.ts';
import type { LineWatch } from './line-watch.ts';
import { RecentBodies } from './recent-bodies.ts';
import { Turns } from './turns.ts';

/** Answers under way at a time, slow clients' among them; each holds a page, about 200 KB. */
const atATime = 8;

/**
 * Answers made at a time: one while history looks up the page of another. What many make at once
 * lives long enough for the garbage collector to move it about, which costs more than the making.
 */
const madeAtATime = 2;
const longestMakingMs = 100;

/**
 * What answers from history share: turns, so that memory does not grow with the number of
 * clients, bodies just made, and pages that many ranges have in common. Exports wait for each
 * other only: a chart is there at once while slow clients fetch years.
 */
export interface HistoryAnswers {
  readonly exports: Turns;
  readonly charts: Turns;
  readonly making: Turns;
  readonly recent: RecentBodies;
  readonly known: KnownPages;
}

export function createHistoryAnswers(bus: Bus, line: LineWatch, clock: Clock): HistoryAnswers {
  const recent = new RecentBodies(clock);
  line.listen({ reading: () => recent.forget(), link: () => undefined });
  bus.subscribe(contract.historyRestored, () => recent.forget());
  return {
    exports: new Turns(atATime),
    charts: new Turns(atATime),
    making: new Turns(madeAtATime, longestMakingMs),
    recent,
    known: new KnownPages(),
  };
}
