import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { slotS } from '@smer/shared/slot';
import { getCurrent, waitForTelegramAfter } from '../../containers/read-api.ts';
import { getJson } from '../../support/get-json.ts';
import { waitFor } from '../../support/wait-for.ts';
import { getRows } from './compare-twins.ts';
import { stop } from './container-faults.ts';
import type { Row } from './find-difference.ts';
import { startTwins, type Twins } from './start-twins.ts';
import { surviveFault } from './survive-fault.ts';

const registers = ['energyImportedT1Wh', 'energyImportedT2Wh'];
const otherMeter = 'ESIM-THE-NEXT-ONE';
const longerThanTheTest = 86_400;

describe('a meter that is swapped while history is away', () => {
  let twins: Twins;

  before(async () => {
    twins = await startTwins();
  });
  after(() => twins?.[Symbol.asyncDispose]());

  const rowsOf = (url: string) => getRows(url, `/api/history?fields=${registers.join()}`);

  test('is known by its identifier, and nothing of either is lost', async () => {
    const { disturbed, meter } = twins;
    await waitForTelegramAfter(disturbed, twins.sinceS + 60 * slotS);
    await surviveFault(twins, {
      title: 'history stopped, and another meter in the place of the first',
      container: 'history',
      fault: async (...fault) => {
        const stopped = stop(...fault);
        await waitFor('history to be away', async () => {
          const [history] = await disturbed.inspect('history');
          return history?.State.Running === false;
        });
        await meter.command(`/identifier?value=${otherMeter}`);
        await stopped;
      },
      durationMs: 5_000,
      cost: 'nothing',
      backWithinMs: 5_000,
    });
    assert.equal((await getCurrent(disturbed)).equipmentIdentifier, otherMeter);
  });

  test('counts what each of them counted', async () => {
    const { disturbed, undisturbed, meter } = twins;
    await waitForTelegramAfter(disturbed, meter.nowS() + 60 * slotS);
    await meter.command(`/stall?seconds=${longerThanTheTest}`);
    const rows = await waitFor('both to have the last sample', async () => {
      const [ours, theirs] = [await rowsOf(disturbed.url), await rowsOf(undisturbed.apiUrl)];
      return JSON.stringify(ours.at(-1)) === JSON.stringify(theirs.at(-1)) && ours;
    });
    const shownWh = rows.map((row) =>
      registers.reduce((sum, register) => sum + Number(row[register]), 0),
    );
    const stepsWh = shownWh.slice(1).map((wh, index) => wh - (shownWh[index] ?? wh));
    assert.equal(stepsWh.filter((wh) => wh < 0).length, 1, 'the registers began anew once');
    const countedWh = stepsWh.reduce((sum, wh) => sum + Math.max(0, wh), 0);
    const path = '/api/energy?period=quarter&from=0';
    const { buckets } = await getJson<{ buckets: Row[] }>(`${disturbed.url}${path}`);
    const toldWh = buckets.map((bucket) => Number(bucket['energyImportedWh'] ?? 0));
    assert.ok(toldWh.every((wh) => wh >= 0));
    assert.ok(countedWh > 0);
    assert.equal(
      toldWh.reduce((sum, wh) => sum + wh, 0),
      countedWh,
    );
  });
});
