import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { slotS } from '@smer/shared/slot';
import { waitForTelegramAfter } from '../../containers/read-api.ts';
import { createRandom } from '../../meter/random.ts';
import { isLong, seed } from '../../support/run-settings.ts';
import { waitFor } from '../../support/wait-for.ts';
import { checkpointBytes } from './checkpoint-bytes.ts';
import { compareEnergy, getRows, toSlot, waitUntilSameSoFar } from './compare-twins.ts';
import { speed, startTwins, type Twins } from './start-twins.ts';

const cuts = isLong ? 5 : 1;
/** As startTwins sets it; in real time. */
const checkpointEveryMs = 60_000;
/** From a checkpoint to seeing that it was written, and from the last sample to the cut. */
const onItsWayS = 4 * slotS;
const longestPauseMs = 20_000;

describe(`power that is cut (seed ${seed})`, () => {
  const random = createRandom(seed);
  let twins: Twins;

  before(async () => {
    twins = await startTwins();
  });
  after(() => twins?.[Symbol.asyncDispose]());

  /** The instant of the meter's clock of a checkpoint that was just written. */
  const waitForCheckpoint = async (): Promise<number> => {
    const written = await checkpointBytes(twins);
    await waitFor('a checkpoint', async () => (await checkpointBytes(twins)) > written, {
      timeoutMs: 2 * checkpointEveryMs,
    });
    return twins.meter.nowS();
  };

  /** Nobody has the time to say goodbye; the meter goes on. */
  const cutPower = async (): Promise<{ cutS: number; backS: number }> => {
    const { disturbed, meter } = twins;
    const cutS = meter.nowS();
    await disturbed.compose('kill', 'nats', 'reader', 'history', 'api', 'web');
    await disturbed.compose('up', '--detach');
    const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
    return { cutS, backS: timestamp };
  };

  /** When the newest sample was made that history had before an instant. */
  const newestBefore = async (atS: number): Promise<number> => {
    const path = `/api/history?from=${toSlot(twins.sinceS)}&to=${toSlot(atS) + slotS}`;
    const rows = await waitFor('history', () => getRows(twins.disturbed.url, path));
    return Number(rows.at(-1)?.['timestamp']);
  };

  for (let cut = 1; cut <= cuts; cut += 1) {
    test(`costs what came after the last checkpoint (${cut} of ${cuts})`, async (context) => {
      const savedS = await waitForCheckpoint();
      await pause(random() * longestPauseMs);
      const { cutS, backS } = await cutPower();
      const keptS = await newestBefore(cutS);
      context.diagnostic(`kept all but the last ${(cutS - keptS) / speed} s of real time`);
      assert.ok(keptS > savedS - onItsWayS, `${savedS - keptS} s of the checkpoint are missing`);
      assert.ok(cutS - keptS < (checkpointEveryMs / 1000) * speed + onItsWayS);
      twins.gaps.push({ fromS: keptS + 1, toS: backS });
      await waitUntilSameSoFar(twins, backS + slotS);
    });
  }

  test('leaves no file that is not whole', async () => {
    const names = await twins.disturbed.inside('history', 'ls /data/checkpoint');
    assert.doesNotMatch(names, /damaged/);
  });

  test('has the energy of its twin, as counters bridge what is lost', async () => {
    assert.equal(await compareEnergy(twins), undefined);
  });
});
