import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../meter/random.ts';
import { startMeter } from '../meter/start-meter.ts';
import { seed } from '../support/run-settings.ts';
import { type CuttableNetwork, startProxy } from '../support/start-proxy.ts';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';
import { faultCounts } from './fault-plan.ts';

/** The meter lives this many times faster, so that a fault of a second costs half a minute of readings. */
const speed = 30;

interface Disturbed {
  readonly system: StartedSystem;
  readonly proxy: CuttableNetwork;
}

type Fault = (disturbed: Disturbed, lengthMs: number) => Promise<void>;

const killHistory: Fault = async ({ system }, lengthMs) => {
  await system.service('history').kill('SIGKILL');
  await pause(lengthMs);
  system.start('history');
};

const restartNats: Fault = async ({ system }, lengthMs) => {
  await system.nats.kill();
  await pause(lengthMs);
  await system.nats.start();
};

const killBoth: Fault = async ({ system }, lengthMs) => {
  await Promise.all([system.nats.kill(), system.service('history').kill('SIGKILL')]);
  await pause(lengthMs);
  system.start('history');
  await system.nats.start();
};

const cutNetwork: Fault = async ({ proxy }, lengthMs) => {
  proxy.cut();
  await pause(lengthMs);
  proxy.mend();
};

function plan(random: () => number): Fault[] {
  const counts = faultCounts();
  const faults = [
    ...Array.from({ length: counts.historyKilled }, () => killHistory),
    ...Array.from({ length: counts.natsRestarted }, () => restartNats),
    ...Array.from({ length: counts.bothKilled }, () => killBoth),
    ...Array.from({ length: counts.networkCut }, () => cutNetwork),
  ];
  return faults
    .map((fault) => ({ fault, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ fault }) => fault);
}

const env = { P1_CLOCK: 'meter', HISTORY_CHECKPOINT_MINUTES: '1' };

/** History that was just started hears the meter before it has what it missed, and answers only then. */
const answersSince = async (system: StartedSystem, timestamp: number) => {
  const { readings } = JSON.parse(await system.get(`/api/history?from=${timestamp}`));
  return readings.length > 0;
};

test(`history that was killed, cut off and left without its bus equals its undisturbed twin (seed ${seed})`, async () => {
  const random = createRandom(seed);
  await using meter = await startMeter({
    METER_SPEED: `${speed}`,
    METER_START: '2026-03-28T22:00:00Z',
  });
  await meter.command('/stall?seconds=86400');
  await using undisturbed = await startSystem({ source: meter.source, env });
  let proxy: CuttableNetwork | undefined;
  await using disturbed = await startSystem({
    source: meter.source,
    env,
    historyPort: async (natsPort) => {
      proxy = await startProxy(natsPort);
      return proxy.port;
    },
  });
  assert.ok(proxy);
  await using network = proxy;
  await waitFor('both to listen', async () => (await meter.state()).clients === 2);
  await meter.command('/stall?seconds=0');

  for (const fault of plan(random)) {
    await fault({ system: disturbed, proxy: network }, 100 + random() * 900);
    await pause(random() * 1_500);
  }

  await meter.command('/stall?seconds=86400');
  const { lastTimestamp } = await lastSent(meter);
  for (const system of [undisturbed, disturbed]) {
    await waitFor('the last sample', () => answersSince(system, lastTimestamp - 10), {
      timeoutMs: 60_000,
    });
  }
  const fields =
    'usageWatts,powerL1W,energyImportedT1Wh,energyImportedT2Wh,energyExportedT1Wh,energyExportedT2Wh,gasDm3';
  for (const path of [
    '/api/history',
    `/api/history?fields=${fields}`,
    '/api/energy?period=quarter&from=0',
  ]) {
    const [left, right] = await Promise.all([undisturbed.get(path), disturbed.get(path)]);
    assert.ok(left.length > 200, `${path} answers with more than nothing`);
    assert.ok(right === left, `${path} differs:\n${right}\n${left}`);
  }
});

async function lastSent(meter: Awaited<ReturnType<typeof startMeter>>) {
  const sent = await meter.sentSince(0);
  const last = sent.at(-1);
  assert.ok(last);
  return { lastTimestamp: last.timestamp };
}
