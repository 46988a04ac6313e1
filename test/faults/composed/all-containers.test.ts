import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { HealthReport } from '@smer/shared/health-report';
import { slotS } from '@smer/shared/slot';
import { getCurrent, getHealth, waitForTelegramAfter } from '../../containers/read-api.ts';
import { waitFor } from '../../support/wait-for.ts';
import { compareEnergy, compareWithMeter, waitUntilSameSoFar } from './compare-twins.ts';
import { canReach, cutNetwork } from './cut-network.ts';
import { type FaultRow, faultRows } from './fault-table.ts';
import { lineRows } from './line-rows.ts';
import { speed, startTwins, type Twins } from './start-twins.ts';
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

  for (const [one, other, near, far] of [
    ['history', 'nats', 'reader', 'nats'],
    ['reader', 'nats', 'reader', 'meter'],
    ['api', 'nats', 'api', 'web'],
    ['reader', 'meter', 'reader', 'nats'],
    ['web', 'api', 'api', 'nats'],
  ] as const) {
    test(`a cut parts ${one} and ${other}, but not ${near} and ${far}`, async () => {
      const { disturbed, meter, gaps } = twins;
      const cutS = meter.nowS();
      const mend = await cutNetwork(disturbed, one, other);
      const during = [await canReach(disturbed, one, other), await canReach(disturbed, near, far)];
      await mend();
      const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
      if (other === 'meter') gaps.push({ fromS: cutS, toS: timestamp });
      assert.deepEqual([...during, await canReach(disturbed, one, other)], [false, true, true]);
    });
  }

  for (const row of faultRows) {
    test(row.title, (context) => survive(context, row).then(() => undefined));
  }

  for (const row of lineRows(() => twins.meter)) {
    test(row.title, async (context) => {
      const span = await survive(context, row);
      assert.equal(await compareWithMeter(twins, span), undefined);
    });
  }

  test('keeps the last good reading while bits flip, and counts what it refused', async () => {
    const { disturbed, meter } = twins;
    const refused = ({ link }: HealthReport) => link?.rejected.checksum ?? 0;
    const before = await getHealth(disturbed);
    await meter.command(`/corrupt?telegrams=${30 * speed}`);
    const last = await waitFor('the last good one to be two seconds old', async () => {
      const { timestamp } = await getCurrent(disturbed);
      return meter.nowS() - timestamp > 2 * speed && (await getHealth(disturbed));
    });
    const later = await waitFor(
      'what was refused to be told',
      async () => {
        const health = await getHealth(disturbed);
        return refused(health) > refused(before) + speed && health;
      },
      { timeoutMs: 20_000 },
    );
    assert.equal(later.lastTelegramAt, last.lastTelegramAt);
    assert.ok((later.lastTelegramAgeS ?? 0) > (last.lastTelegramAgeS ?? 0));
    await waitForTelegramAfter(disturbed, meter.nowS());
    await waitUntilSameSoFar(twins);
  });

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
    const { disturbed, meter, gaps } = twins;
    await disturbed.compose('up', '--detach', 'meter');
    const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
    gaps.push({ fromS: stoppedAtS, toS: timestamp });
    await waitUntilSameSoFar(twins, timestamp + slotS);
  });

  test('has the energy of its twin, as counters bridge every gap', async () => {
    assert.equal(await compareEnergy(twins), undefined);
  });
});
