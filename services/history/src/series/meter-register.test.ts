import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from './history.ts';

const start = 1_723_766_400;

test('counts what the samples of more sets of meters show than can be told apart', () => {
  const history = new History(31);
  const garbled = (number: number) => ({ equipmentIdentifier: `E${number}` });
  for (let number = 0; number < 0x1_0000; number += 1) history.register.numberOf(garbled(number));
  for (const [second, gasDm3] of [
    [0, 100],
    [450, 107],
  ] as const) {
    const meters = garbled(0x1_0000 + second);
    history.record(makeSample({ timestamp: start + second, values: { gasDm3 }, meters }));
  }
  assert.equal(history.table.coverage(start, start + 900), 2 / 90);
  assert.deepEqual(
    history.table.runsOf(start / 900).map(({ first, last }) => [first[6], last[6]]),
    [[100, 107]],
  );
});
