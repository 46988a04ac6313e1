import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  askEnergy,
  at,
  recordShown,
  type Sent,
  type Shown,
  sentValues,
  sum,
} from '../../test-support/ask-energy.ts';
import type { MeterSet } from './sample.ts';

/** What a day and the sum of its hours say of the energy imported. */
function dayAndHours(shown: readonly Shown[]): (number | undefined)[] {
  const history = recordShown(shown);
  const range = { from: '2024-08-15T22:00:00Z', to: '2024-08-16T22:00:00Z' };
  const [day] = askEnergy(history, { period: 'day', ...range });
  return [
    day?.energyImportedWh,
    sum(askEnergy(history, { period: 'hour', ...range }), 'energyImportedWh'),
  ];
}

const noon = at('2024-08-16T10:00:00Z');

/** A sample each quarter hour from noon on, 10 Wh by day and 5 Wh by night more each time. */
const showQuarters = (sent: readonly Sent[], meters: MeterSet = {}, start = noon): Shown[] =>
  sent.map((each, index) => {
    const timestamp = start + index * 900;
    const quarters = (timestamp - noon) / 900;
    const values = sentValues(each, 1000 + quarters * 10, 2000 + quarters * 5);
    return { timestamp, values, meters };
  });

test('adds a replacement that sends a total to what the tariffs before it counted', () => {
  const shown = [
    ...showQuarters(Array(9).fill('tariffs'), { equipmentIdentifier: 'old' }),
    ...showQuarters(Array(5).fill('both'), { equipmentIdentifier: 'new' }, noon + 8100),
  ];
  assert.deepEqual(dayAndHours(shown), [12 * 15, 12 * 15]);
});

test('adds a replacement without a total to what the total before it counted', () => {
  const shown = [
    ...showQuarters(Array(9).fill('total'), { equipmentIdentifier: 'old' }),
    ...showQuarters(Array(5).fill('tariffs'), { equipmentIdentifier: 'new' }, noon + 8100),
  ];
  assert.deepEqual(dayAndHours(shown), [12 * 15, 12 * 15]);
});

test('loses nothing where a meter starts to send its total, or leaves it out for a while', () => {
  const sent: Sent[] = ['tariffs', 'tariffs', 'both', 'both', 'tariffs', 'both', 'both', 'tariffs'];
  assert.deepEqual(dayAndHours(showQuarters(sent)), [7 * 15, 7 * 15]);
});

test('tells the use of a meter that takes turns with one that sends a total', () => {
  const [old, next] = [{ equipmentIdentifier: 'old' }, { equipmentIdentifier: 'new' }];
  const shown = [
    ...showQuarters(['both', 'both'], old),
    ...showQuarters(Array(9).fill('tariffs'), next, noon + 1800),
    ...showQuarters(['both', 'both'], old, noon + 9900),
  ];
  assert.deepEqual(dayAndHours(shown), [10 * 15, 10 * 15]);
});

test('counts nothing twice where a tariff was missing beside the total', () => {
  const show = (minute: number, values: Shown['values']) => ({
    timestamp: noon + minute * 60,
    values,
  });
  const shown = [
    show(0, { energyImportedT1Wh: 1000, energyImportedT2Wh: 500, energyImportedWh: 1500 }),
    show(15, { energyImportedT2Wh: 510, energyImportedWh: 1530 }),
    show(30, { energyImportedT1Wh: 1040, energyImportedT2Wh: 520 }),
  ];
  assert.deepEqual(dayAndHours(shown), [30 + 10, 30 + 10]);
});

test('takes the word of the total register where the tariffs say otherwise', () => {
  const show = (hour: number, tariff1: number, energyImportedWh: number): Shown => ({
    timestamp: noon + hour * 3600,
    values: { energyImportedT1Wh: tariff1, energyImportedT2Wh: 7, energyImportedWh },
  });
  assert.deepEqual(dayAndHours([show(0, 100, 900), show(1, 130, 950), show(2, 140, 5)]), [50, 50]);
});
