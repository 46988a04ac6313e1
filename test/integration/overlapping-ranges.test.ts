import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { History } from '../../services/history/src/series/history.ts';
import { dumpBytes } from '../../services/history/test-support/dump-bytes.ts';
import { makeSample } from '../../services/history/test-support/make-sample.ts';
import { createRandom } from '../fuzz/mutate.ts';
import { seed } from '../support/run-settings.ts';
import { startLineServer } from '../support/start-line-server.ts';
import { startSystem } from '../support/start-system.ts';

const startS = 1_727_000_000;
const slots = 20_000;
const ranges = 60;

const wattsOf = (slot: number) => ((slot * 7919) % 6000) - 3000;

/** The slots a history has at first; all that are left out come in later. */
const isEarly = (slot: number) => slot % 997 !== 0 && !(slot >= 7_000 && slot < 7_050);

function dumpOf(isKept: (slot: number) => boolean): Promise<Buffer> {
  const history = new History(3653);
  for (let slot = 0; slot < slots; slot += 1) {
    if (!isKept(slot)) continue;
    const values = { usageWatts: wattsOf(slot) };
    history.record(makeSample({ timestamp: startS + slot * 10, values }));
  }
  return dumpBytes(history);
}

test(`ranges that overlap hold what history holds, before and after it changes (seed ${seed})`, async () => {
  const random = createRandom(seed);
  await using line = await startLineServer();
  const env = { HISTORY_RETENTION_DAYS: '3653' };
  await using system = await startSystem({ source: `tcp://127.0.0.1:${line.port}`, env });
  const load = async (dump: Buffer) => {
    await writeFile(join(system.dataFolder, 'history-data.json'), dump);
    await system.get('/api/load-history');
  };
  const assertRanges = async (isKept: (slot: number) => boolean) => {
    for (let range = 0; range < ranges; range += 1) {
      const first = random(slots / 2);
      const isOpen = random(5) === 0;
      const end = isOpen ? slots : first + random(slots - first);
      const query = `from=${startS + first * 10}${isOpen ? '' : `&to=${startS + end * 10}`}`;
      const { readings } = JSON.parse(await system.get(`/api/history?${query}`));
      const expected = Array.from({ length: end - first }, (_, index) => first + index)
        .filter(isKept)
        .map((slot) => [startS + slot * 10, wattsOf(slot)]);
      const found = readings.map(({ timestamp, usageWatts }: Record<string, number>) => [
        timestamp,
        usageWatts,
      ]);
      assert.deepEqual(found, expected, `${first} to ${end}`);
    }
  };
  await load(await dumpOf(isEarly));
  await assertRanges(isEarly);
  await load(await dumpOf((slot) => !isEarly(slot)));
  await assertRanges(() => true);
});
