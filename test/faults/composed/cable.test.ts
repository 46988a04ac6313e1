import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { chmod, open } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { slotS } from '@smer/shared/slot';
import { makeOwnDev, type OwnDev } from '../../containers/own-dev.ts';
import { waitForTelegramAfter } from '../../containers/read-api.ts';
import { type ComposedSystem, startComposed } from '../../containers/start-composed.ts';
import { type StartedMeter, startMeter } from '../../meter/start-meter.ts';
import { startPty } from '../../support/start-pty.ts';
import { type StartedSystem, startSystem } from '../../support/start-system.ts';
import { waitFor } from '../../support/wait-for.ts';
import { waitUntilSame } from './compare-twins.ts';
import type { Span } from './find-difference.ts';
import { speed } from './start-twins.ts';

const backWithinMs = 2_000;

/** A cable from the meter to this port in /dev, until it is pulled out. */
async function plugIn(dev: OwnDev, port: string, meter: StartedMeter): Promise<AsyncDisposable> {
  await using started = new AsyncDisposableStack();
  const { clients } = await meter.state();
  const pty = started.use(await startPty(meter.port));
  await waitFor('the line', async () => (await meter.state()).clients > clients);
  // A pseudo-terminal, unlike a cable, is gone once the last program has closed it.
  const held = await open(pty.path, constants.O_RDONLY | constants.O_NOCTTY);
  started.defer(() => held.close());
  await chmod(pty.path, 0o666);
  await dev.plug(port, pty.path);
  started.defer(() => dev.clear());
  const parts = started.move();
  return { [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

describe('a reader whose cable is pulled out', () => {
  const env = { P1_CLOCK: 'meter' };
  const gaps: Span[] = [];
  const cleanUp = new AsyncDisposableStack();
  let meter: StartedMeter;
  let dev: OwnDev;
  let disturbed: ComposedSystem;
  let undisturbed: StartedSystem;
  let outSinceS = 0;

  before(async () => {
    meter = cleanUp.use(
      await startMeter({ METER_SPEED: `${speed}`, METER_START: '2026-03-28T23:00:00Z' }),
    );
    dev = cleanUp.use(await makeOwnDev());
    disturbed = cleanUp.use(
      await startComposed({
        environmentFile: '/dev/null',
        env: { ...env, TEST_DEV_FOLDER: dev.path },
        overrides: ['own-dev.yml'],
      }),
    );
    undisturbed = cleanUp.use(await startSystem({ source: meter.source, env }));
    const { apiUrl } = undisturbed;
    await waitFor(
      'its twin to hear the meter',
      async () => (await fetch(`${apiUrl}/api/current`)).ok,
    );
  });
  after(() => cleanUp.disposeAsync());

  const nowS = async () => (await meter.state()).instantMs / 1000;

  /** Puts the cable in, lets some slots go by and pulls it out; gives how long the first telegram took. */
  const readFrom = async (
    port: string,
    whileIn: () => Promise<void> = async () => undefined,
  ): Promise<number> => {
    await using _cable = await plugIn(dev, port, meter);
    await whileIn();
    const began = performance.now();
    const { timestamp } = await waitForTelegramAfter(disturbed, await nowS());
    const afterMs = Math.round(performance.now() - began);
    gaps.push({ fromS: outSinceS, toS: timestamp });
    await waitForTelegramAfter(disturbed, timestamp + 4 * slotS);
    outSinceS = await nowS();
    return afterMs;
  };

  test('says that there is no cable before there ever was one', async () => {
    await waitFor(
      'the reason',
      async () => {
        const response = await fetch(`${disturbed.url}/api/current`);
        const body = (await response.json()) as { detail?: string };
        return response.status === 503 && /no serial cable found/.test(body.detail ?? '');
      },
      { timeoutMs: 20_000 },
    );
  });

  for (const [when, port] of [
    ['comes', 'ttyUSB0'],
    ['comes back', 'ttyUSB0'],
    ['comes back under another number', 'ttyUSB1'],
    ['comes back under another name', 'ttyACM0'],
  ] as const) {
    test(`reads within 2 s when the cable ${when}`, async (context) => {
      const afterMs = await readFrom(port);
      context.diagnostic(`reading from ${port} after ${afterMs} ms`);
      assert.ok(afterMs < backWithinMs, `after ${afterMs} ms`);
    });
  }

  test('reads within 2 s when a port says something again, which has been silent without an error', async (context) => {
    // Longer than the reader waits before it opens the port anew.
    const silentMs = 20_000;
    const afterMs = await readFrom('ttyUSB0', async () => {
      await meter.command(`/stall?seconds=${(silentMs / 1000) * speed}`);
      await pause(silentMs);
    });
    context.diagnostic(`reading after ${afterMs} ms`);
    assert.ok(afterMs < backWithinMs, `after ${afterMs} ms`);
  });

  test('has all but what was sent meanwhile', () =>
    waitUntilSame({ disturbed, undisturbed }, { fromS: 0, toS: outSinceS }, gaps));

  test('was not started anew', async () => {
    const [reader] = await disturbed.inspect('reader');
    assert.equal(reader?.RestartCount, 0);
  });
});
