import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { getSlots, waitForTelegramAfter } from '../../containers/read-api.ts';
import { type ComposedSystem, startComposed } from '../../containers/start-composed.ts';
import { isLong } from '../../support/run-settings.ts';
import { anonymousMiB } from './measure-memory.ts';

const file = '/data/history-data.json';
const largeBytes = isLong ? 1_000_000_000 : 100_000_000;
const row = '{"date":"2026-06-01T12:00:00","timestamp":1780308000,"usageWatts":5},';
/** Of what is read history keeps a piece at a time. */
const mostGrowthMiB = 32;

const bad: Readonly<Record<string, readonly [put: string, status: number, says: RegExp]>> = {
  'is missing': ['true', 404, /there is no \/data\/history-data\.json/],
  'is cut short': [`head -c -100 ${file}.good > ${file}`, 422, /line \d+/],
  'is empty': [`: > ${file}`, 422, /expected/],
  'has a text where a number belongs': [
    `sed 's/"usageWatts":[^,}]*/"usageWatts":"x"/' ${file}.good > ${file}`,
    422,
    /usageWatts/,
  ],
  'is of another program': [`echo '{"a":1}' > ${file}`, 422, /expected a list "readings"/],
  'is a symbolic link': [`ln -s ${file}.good ${file}`, 422, /is a symbolic link/],
  'is a folder': [`mkdir ${file}`, 422, /is not a regular file/],
  [`has ${largeBytes / 1e6} MB and is cut short`]: [
    `{ printf '{"readings":['; yes '${row}' | head -c ${largeBytes}; } > ${file}`,
    422,
    /line \d+/,
  ],
};

describe('a dump file that can not be loaded', () => {
  let system: ComposedSystem;

  before(async () => {
    system = await startComposed();
    const { timestamp } = await waitForTelegramAfter(system);
    await waitForTelegramAfter(system, timestamp + 20);
    await fetch(`${system.url}/api/store-history`, { method: 'POST' });
    await inHistory(`mv ${file} ${file}.good`);
  });
  after(() => system?.[Symbol.asyncDispose]());

  const inHistory = (command: string) => system.inside('history', command);
  /** What stands in both files, and what kind of file each is. */
  const content = () => inHistory(`ls -ld ${file}*; sha256sum ${file}* 2>/dev/null; true`);
  const memoryMiB = async () => anonymousMiB(await inHistory('cat /proc/[0-9]*/status'));

  for (const [what, [put, status, says]] of Object.entries(bad)) {
    test(`that ${what} is refused, and history and file stay as they are`, async (context) => {
      await inHistory(`rm -rf ${file}; ${put}`);
      const [slots, files, before] = [await getSlots(system), await content(), await memoryMiB()];
      const response = await fetch(`${system.url}/api/load-history`, { method: 'POST' });
      const { detail } = (await response.json()) as { detail: string };
      const grownMiB = (await memoryMiB()) - before;
      context.diagnostic(`${detail}; ${grownMiB.toFixed(1)} MiB more`);
      assert.equal(response.status, status, detail);
      assert.match(detail, says);
      assert.deepEqual((await getSlots(system)).slice(0, slots.length), slots);
      assert.equal(await content(), files);
      assert.ok(grownMiB < mostGrowthMiB);
    });
  }

  test('goes on meanwhile, and loads a good one', async () => {
    await waitForTelegramAfter(system, Date.now() / 1000);
    await inHistory(`rm -rf ${file}; mv ${file}.good ${file}`);
    const response = await fetch(`${system.url}/api/load-history`, { method: 'POST' });
    assert.equal(response.status, 200);
  });
});
