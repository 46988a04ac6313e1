import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitForTelegramAfter } from './read-api.ts';
import { startComposed } from './start-composed.ts';
import { startSerialMeter } from './start-serial-meter.ts';

test('reads a meter on /dev/ttyUSB0', async () => {
  await using meter = await startSerialMeter('E0000000000000042');
  await using system = await startComposed(meter.composed);
  const current = await waitForTelegramAfter(system);
  assert.equal(current.equipmentIdentifier, 'E0000000000000042');
});
