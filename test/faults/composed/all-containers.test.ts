import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { slotS } from '@smer/shared/slot';
import { waitForTelegramAfter } from '../../containers/read-api.ts';
import { waitFor } from '../../support/wait-for.ts';
import { compareEnergy, compareWithMeter, waitUntilSame } from './compare-twins.ts';
import type { Container } from './container-faults.ts';
import { canReach, cutNetwork } from './cut-network.ts';
import { type FaultRow, faultRows } from './fault-table.ts';
import { lineRows } from './line-rows.ts';
import { startTwins, type Twins } from './start-twins.ts';
import { surviveFault } from './survive-fault.ts';

describe('a composed system beside its undisturbed twin', () => {
  let twins: Twins;
  let stoppedAtS: number;

  before(async () => {
    twins = await startTwins();
  });
  after(() => twins?.[Symbol.asyncDispose]());

  const survive = async (context: TestContext, row: FaultRow) => {
    const { span, backAfterMs, sameAfterMs, restarted } = await surviveFault(twins, row);
    const [back, same] = [backAfterMs, sameAfterMs].map((ms) => (ms / 1000).toFixed(1));
    context.diagnostic(`${row.title}: reading after ${back} s, the same after ${same} s`);
    assert.deepEqual(restarted, []);
    assert.ok(backAfterMs < row.backWithinMs, `reading after ${back} s`);
    return span;
  };

  test('a cut parts two services, and no others', async () => {
    const { disturbed } = twins;
    const reaches = (from: Container) => canReach(disturbed, from, 'nats');
    const mend = await cutNetwork(disturbed, 'history', 'nats');
    const during = [await reaches('history'), await reaches('reader')];
    await mend();
    assert.deepEqual([...during, await reaches('history')], [false, true, true]);
  });

  for (const row of faultRows) {
    test(row.title, (context) => survive(context, row).then(() => undefined));
  }

  for (const row of lineRows(() => twins.meter)) {
    test(row.title, async (context) => {
      const span = await survive(context, row);
      assert.equal(await compareWithMeter(twins, span), undefined);
    });
  }

  test('says why there is no reading when it was started without a meter', async () => {
    stoppedAtS = twins.meter.nowS();
    await twins.disturbed.compose('down');
    await twins.disturbed.compose('up', '--detach', 'nats', 'reader', 'history', 'api', 'web');
    await waitFor(
      'the reason',
      async () => {
        const response = await fetch(`${twins.disturbed.url}/api/current`);
        const { detail } = (await response.json()) as { detail: string };
        return response.status === 503 && /meter:2323 can't be reached/.test(detail);
      },
      { timeoutMs: 20_000 },
    );
  });

  test('continues its history when the meter comes', async () => {
    const { disturbed, meter, gaps, sinceS } = twins;
    await disturbed.compose('up', '--detach', 'meter');
    const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
    gaps.push({ fromS: stoppedAtS, toS: timestamp });
    await waitUntilSame(twins, { fromS: sinceS + slotS, toS: timestamp + slotS }, gaps);
  });

  test('has the energy of its twin, as counters bridge every gap', async () => {
    assert.equal(await compareEnergy(twins), undefined);
  });
});
