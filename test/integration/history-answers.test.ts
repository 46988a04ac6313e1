import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { everyTenSeconds, start, toReading } from './history/fake-reader.ts';
import { startHistorySystem } from './history/start-history-system.ts';

test('answers the last reading as current', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  system.reader.read(toReading(start, 10));
  system.reader.read(toReading(start + 1, 20));
  const current = await waitFor('the last reading', async () => {
    const reading = await system.reader.bus.request(contract.current, {});
    return reading.usageWatts === 20 && reading;
  });
  assert.equal(current.timestamp, start + 1);
});

test('keeps a slot for the reading that tells the power', async () => {
  await using system = await startHistorySystem();
  const { usageWatts: _, ...powerless } = toReading(start);
  system.reader.read(powerless);
  system.reader.read(toReading(start + 1));
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  const found = await waitFor('an answer', () => system.timestamps());
  assert.deepEqual(found, [start + 1]);
});

test('tells the energy of a period and the demand of the quarter hour', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 91)) system.reader.read(toReading(timestamp));
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  const { buckets } = await system.reader.bus.request(contract.historyEnergy, {
    period: 'quarter',
    from: start,
    to: start + 900,
  });
  assert.deepEqual(buckets, [
    {
      start,
      end: start + 900,
      energyImportedT1Wh: 900,
      energyImportedT2Wh: 0,
      energyExportedT1Wh: 0,
      energyExportedT2Wh: 0,
      energyImportedWh: 900,
      energyExportedWh: 0,
      coverage: 1,
    },
  ]);
  const demand = await system.reader.bus.request(contract.historyDemand, {});
  assert.equal(demand.source, 'counters');
  assert.equal(demand.monthPeak?.powerW, 3600);
});

test('tells the energy of a simulated meter without a clock that is a year ahead', async () => {
  await using system = await startHistorySystem();
  system.reader.answerReplay();
  const ahead = Math.floor(Date.now() / 900_000) * 900 + 366 * 86_400;
  for (const timestamp of [ahead, ahead + 900]) {
    system.reader.read({ ...toReading(timestamp), timestampSource: 'reception' });
  }
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  const request = { period: 'quarter', from: ahead, to: ahead + 900 } as const;
  const { buckets } = await system.reader.bus.request(contract.historyEnergy, request);
  assert.equal(buckets[0]?.energyImportedT1Wh, 900);
});
