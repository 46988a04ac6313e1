import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { slotS } from '@smer/shared/slot';
import { isLong } from '../../support/run-settings.ts';
import { waitFor } from '../../support/wait-for.ts';
import { compareEnergy, compareWithMeter, getRows } from './compare-twins.ts';
import { stop } from './container-faults.ts';
import { daySpeed } from './day-plan.ts';
import { startTwins, type Twins } from './start-twins.ts';
import { surviveFault } from './survive-fault.ts';

const hourS = 3600;
/** Long enough for everything to be started; the meter's clock runs meanwhile. */
const startedBeforeS = 4 * hourS;
const awaySinceS = 1.25 * hourS;
/** Of what was sent so long ago the reader keeps one telegram of each slot. */
const awayS = 2.5 * hourS;

const nights = [
  { night: 'autumn', change: '2026-10-25T01:00:00Z', clock: '02:00 to 03:00 twice' },
  { night: 'spring', change: '2026-03-29T01:00:00Z', clock: 'no 02:00 to 03:00' },
];

for (const { night, change, clock } of isLong ? nights : nights.slice(0, 1)) {
  const changeS = Date.parse(change) / 1000;

  describe(`the night in ${night} that has ${clock}`, () => {
    let twins: Twins;

    before(async () => {
      const meterStart = new Date((changeS - startedBeforeS) * 1000).toISOString();
      twins = await startTwins({ meterSpeed: daySpeed, meterStart });
    });
    after(() => twins?.[Symbol.asyncDispose]());

    const until = (atS: number) =>
      waitFor('the night', () => twins.meter.nowS() >= atS, { timeoutMs: 120_000 });

    test('gives history that was away for hours the samples of its twin', async () => {
      assert.ok(twins.meter.nowS() < changeS - awaySinceS, 'both hear the meter in time');
      await until(changeS - awaySinceS);
      const { span } = await surviveFault(twins, {
        title: 'history stopped',
        container: 'history',
        fault: stop,
        durationMs: (awayS / daySpeed) * 1000,
        cost: 'nothing',
        backWithinMs: 5_000,
      });
      assert.ok(span.toS - span.fromS > awayS);
      assert.equal(await compareWithMeter(twins, span), undefined);
    });

    test('has one sample in each slot of the hours around it', async () => {
      const [from, to] = [changeS - hourS, changeS + hourS];
      const rows = await getRows(twins.disturbed.url, `/api/history?from=${from}&to=${to}`);
      assert.equal(rows.length, (to - from) / slotS);
    });

    test('has the energy of its twin', async () => {
      assert.equal(await compareEnergy(twins), undefined);
    });
  });
}
