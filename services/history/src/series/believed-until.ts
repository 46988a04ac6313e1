import type { CounterTable } from './counter-table.ts';

/**
 * Up to what instant a table is believed, epoch seconds. Nothing has been counted yet that lies
 * ahead of now, unless a meter's clock told so, as that of a simulation does: the computer's clock
 * was ahead when it was heard. That time will come; until it does, such values are left out.
 */
export function believedUntil(table: CounterTable, nowS: number): number {
  let until = nowS;
  let isDoubtful = false;
  for (const { firstAt, firstSource, lastAt, lastSource } of table.newestRuns()) {
    if (lastAt <= until) break;
    if (firstSource === 'meter') until = Math.max(until, firstAt);
    if (lastSource === 'meter') until = lastAt;
    if (lastAt > until) isDoubtful = true;
  }
  // Where all is believed it is so at any later instant, too: nothing has to be thought of again.
  return isDoubtful ? until : Number.POSITIVE_INFINITY;
}
