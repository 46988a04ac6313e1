import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { faultRows } from './fault-table.ts';
import { startTwins, type Twins } from './start-twins.ts';
import { surviveFault } from './survive-fault.ts';

describe('a composed system beside its undisturbed twin', () => {
  let twins: Twins;

  before(async () => {
    twins = await startTwins();
  });
  after(() => twins?.[Symbol.asyncDispose]());

  for (const row of faultRows) {
    test(row.title, async (context) => {
      const { backAfterMs, sameAfterMs, restarted } = await surviveFault(twins, row);
      const [back, same] = [backAfterMs, sameAfterMs].map((ms) => (ms / 1000).toFixed(1));
      context.diagnostic(`${row.title}: reading after ${back} s, the same after ${same} s`);
      assert.deepEqual(restarted, []);
      assert.ok(backAfterMs < row.backWithinMs, `reading after ${back} s`);
    });
  }
});
