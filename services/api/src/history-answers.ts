import type { Bus } from '@smer/shared/bus';
import type { Clock } from '@smer/shared/clock';
import { contract } from '@smer/shared/contract';
import type { LineWatch } from './line-watch.ts';
import { RecentBodies } from './recent-bodies.ts';
import { Turns } from './turns.ts';

/** Answers under way at a time; each holds a page, about a MB. */
const atATime = 8;

/**
 * What answers from history share: turns, so that memory does not grow with the number of
 * clients, and bodies just made. Exports wait for each other only: a chart is there at once
 * while slow clients fetch years.
 */
export interface HistoryAnswers {
  readonly exports: Turns;
  readonly charts: Turns;
  readonly recent: RecentBodies;
}

export function createHistoryAnswers(bus: Bus, line: LineWatch, clock: Clock): HistoryAnswers {
  const recent = new RecentBodies(clock);
  line.listen({ reading: () => recent.forget(), link: () => undefined });
  bus.subscribe(contract.historyRestored, () => recent.forget());
  return { exports: new Turns(atATime), charts: new Turns(atATime), recent };
}
