import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startNatsServer } from '../../test/support/start-nats-server.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { Bus } from './bus.ts';
import { connectBus } from './connect-bus.ts';
import { contract } from './contract.ts';
import { startStatus } from './instance-status.ts';
import { createLogger } from './logger.ts';

const disposable = (bus: Bus): Bus & AsyncDisposable =>
  Object.assign(bus, { [Symbol.asyncDispose]: () => bus.close() });

test('tells when it started by the clock as it was set since then', async () => {
  await using server = await startNatsServer();
  const logger = createLogger('test', 'silent');
  const options = { servers: server.url, name: 'test', meter: 'main', logger };
  await using bus = disposable(connectBus(options));
  await waitFor('the bus', () => bus.connected);
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
