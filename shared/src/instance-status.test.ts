import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectTestBus } from '../../test/support/connect-test-bus.ts';
import { startNatsServer } from '../../test/support/start-nats-server.ts';
import { contract } from './contract.ts';
import { startStatus } from './instance-status.ts';

test('tells when it started by the clock as it was set since then', async () => {
  await using server = await startNatsServer();
  await using bus = await connectTestBus(server.url);
  const now = { clockMs: Date.UTC(2026, 10, 25), uptimeMs: 1_000 };
  startStatus(
    bus,
    { service: 'reader', meter: 'main', clock: () => now.clockMs, uptime: () => now.uptimeMs },
    () => ({ ready: true, counters: {} }),
  );
  now.uptimeMs += 60_000;
  now.clockMs = Date.UTC(2026, 10, 28);
  const [status] = await bus.requestAll(contract.status, {}, 2_000, () => true);
  assert.equal(status?.startedAt, Date.UTC(2026, 10, 28) - 60_000);
});
