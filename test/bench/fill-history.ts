import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedSystem } from '../support/start-system.ts';

export const monthS = 31 * 86_400;

/** Loads the month before an instant from a file as the original program wrote them. */
export async function fillHistory(
  { dataFolder, get }: StartedSystem,
  untilS: number,
): Promise<void> {
  const readings = Array.from({ length: monthS / 10 }, (_, index) => {
    const timestamp = untilS - monthS + index * 10;
    const date = new Date(timestamp * 1000).toISOString().slice(0, 19);
    return { date, timestamp, usageWatts: Math.round(1_000 * Math.sin(index / 500)) };
  });
  await writeFile(join(dataFolder, 'history-data.json'), JSON.stringify({ readings }));
  await get('/api/load-history');
}
