import { createTimeZone } from '@smer/shared/time-zone';
import { dumpHistory } from '../src/persist/dump.ts';
import type { History } from '../src/series/history.ts';

/** What the dump file of a history would hold. */
export async function dumpBytes(history: History): Promise<Buffer> {
  const zone = createTimeZone('Europe/Amsterdam');
  return Buffer.concat(await Array.fromAsync(dumpHistory(history, zone, { done: 0, total: 0 })));
}
