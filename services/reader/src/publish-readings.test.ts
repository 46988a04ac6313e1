import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract, type TelegramMessage } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';
import { connectTestBus } from '../../../test/support/connect-test-bus.ts';
import { startNatsServer } from '../../../test/support/start-nats-server.ts';
import { waitFor } from '../../../test/support/wait-for.ts';
import { ReadingPublisher } from './publish-readings.ts';

const reading = (usageWatts: number): Reading => ({
  meter: 'main',
  identification: 'TST5 "QUOTED" Žluťoučký',
  profile: 'dsmr-5',
  timestamp: 1_700_000_000 + usageWatts,
  timestampSource: 'meter',
  receivedAt: (1_700_000_000 + usageWatts) * 1000,
  usageWatts,
  mbusDevices: [],
  otherObjects: [],
  warnings: [],
});

test('publishes what it replays later', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  const heard: TelegramMessage[] = [];
  bus.subscribe(contract.telegram, (message) => heard.push(message));
  const publisher = new ReadingPublisher(bus);
  for (const watts of [1, 2]) publisher.publish(reading(watts), Buffer.from('/TST5\r\n!\r\n'));
  await waitFor('the telegrams', () => heard.length === 2);
  const [first, second] = heard;
  assert.deepEqual([first?.reading, second?.reading], [reading(1), reading(2)]);
  assert.deepEqual(
    await bus.request(contract.replay, { bootId: first?.bootId, afterSequence: 1 }),
    {
      bootId: first?.bootId,
      telegrams: [{ sequence: 2, reading: reading(2) }],
      more: false,
    },
  );
});
