import { quarterOf } from './counter-run.ts';
import type { CounterTable } from './counter-table.ts';

/**
 * The last quarter hour of a table that is believed. Nothing has been counted yet that lies ahead
 * of now, unless a meter's clock told so, as that of a simulation does: the computer's clock was
 * ahead when it was heard. That time will come; until it does, such quarter hours are left out.
 */
export function lastBelieved(table: CounterTable, nowS: number): number {
  const now = quarterOf(nowS);
  const last = table.usedBefore() ?? now;
  const believed = last > now ? Math.max(now, table.lastToldByMeter ?? now) : last;
  // Where all is believed it will be so later, too: nothing has to be thought of again.
  return believed < last ? believed : Number.POSITIVE_INFINITY;
}
