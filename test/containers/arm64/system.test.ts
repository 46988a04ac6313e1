import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { slotS } from '@smer/shared/slot';
import { openBrowser, openPage } from '../../browser/open-browser.ts';
import { shownAt } from '../../browser/read-page.ts';
import { percentile } from '../../support/measure-latency.ts';
import { waitFor } from '../../support/wait-for.ts';
import { getCurrent, getHealth, getSlots, waitForTelegramAfter } from '../read-api.ts';
import { type ComposedSystem, startComposed } from '../start-composed.ts';
import { startSerialMeter } from '../start-serial-meter.ts';
import { describeFootprint } from './describe-footprint.ts';

const identifier = 'E0000000000000064';
const nodeServices = ['reader', 'history', 'api'];
const services = ['nats', 'web', ...nodeServices];

/** Emulated, a Node service takes ten seconds to start, and three start at once. */
const startMs = 180_000;

/** `e_machine` of AArch64, which stands at byte 18 of an ELF file. */
const aarch64 = 183;
const programs: Readonly<Record<string, string>> = { nats: 'nats-server', web: 'nginx' };

describe('the composed system on arm64', () => {
  const started = new AsyncDisposableStack();
  let system: ComposedSystem;

  before(async () => {
    const { composed } = started.use(await startSerialMeter(identifier));
    const overrides = [...composed.overrides, 'arm64/arm64.yml'];
    system = started.use(await startComposed({ ...composed, overrides }));
    await waitFor('the first telegram', () => getCurrent(system), { timeoutMs: startMs });
  });
  after(() => started.disposeAsync());

  for (const service of services) {
    test(`${service} runs a program for arm64`, async () => {
      const program = programs[service] ?? 'node';
      const header = `od -An -tu2 -j18 -N2 "$(command -v ${program})"`;
      assert.equal(Number(await system.inside(service, header)), aarch64);
    });
  }

  for (const service of nodeServices) {
    test(`Node in ${service} takes itself to be on arm64`, async () => {
      assert.equal((await system.inside(service, 'node -p process.arch')).trim(), 'arm64');
    });
  }

  test('the reader has the serial add-on for arm64 in memory', async () => {
    const loaded = await system.inside('reader', 'cat /proc/[0-9]*/maps | grep bindings-cpp');
    const files = new Set(loaded.match(/\/prebuilds\/\S+/g));
    assert.deepEqual(
      [...files],
      ['/prebuilds/linux-arm64/@serialport+bindings-cpp.armv8.glibc.node'],
    );
  });

  test('brings the telegrams of the serial port to the API', async (t) => {
    const delaysMs: number[] = [];
    let current = await waitForTelegramAfter(system);
    for (let count = 0; count < 30; count += 1) {
      current = await waitForTelegramAfter(system, current.timestamp);
      delaysMs.push(Date.now() - current.timestamp * 1000);
    }
    t.diagnostic(
      `telegram → /api/current: median ${percentile(delaysMs, 0.5)} ms, most ${Math.max(...delaysMs)} ms`,
    );
    assert.equal(current.equipmentIdentifier, identifier);
  });

  test('brings them to the page', async () => {
    const browser = await openBrowser();
    try {
      await using opened = await openPage(browser, system.url);
      await opened.page.locator('#usage-figure').filter({ hasText: /\d/ }).waitFor();
      const first = await shownAt(opened.page);
      await waitFor('another reading', async () => (await shownAt(opened.page)) !== first);
      assert.deepEqual(opened.complaints, []);
    } finally {
      await browser.close();
    }
  });

  test('keeps a sample for each 10 seconds', async () => {
    const slots = await waitFor(
      'four samples',
      async () => {
        const kept = await getSlots(system);
        return kept.length >= 4 && kept;
      },
      { timeoutMs: 60_000 },
    );
    const [first = 0] = slots;
    assert.deepEqual(
      slots,
      slots.map((_, index) => first + index * slotS),
    );
  });

  for (const service of services) {
    test(`${service} is healthy`, async () => {
      await waitFor(
        `the health of ${service}`,
        async () => (await system.inspect(service))[0]?.State.Health?.Status === 'healthy',
        { timeoutMs: 90_000 },
      );
    });
  }

  test('has nothing to complain of', async (t) => {
    for (const line of await describeFootprint(system, services)) t.diagnostic(line);
    const { status, problems } = await getHealth(system);
    assert.deepEqual([status, problems], ['ok', []]);
  });

  test('continues its history after everything was stopped and started again', async () => {
    const before = await getSlots(system);
    await system.compose('stop');
    const ends = await Promise.all(nodeServices.map((service) => system.inspect(service)));
    assert.deepEqual(
      ends.map(([container]) => container?.State.ExitCode),
      [0, 0, 0],
    );
    await system.compose('start');
    const slots = await waitFor('the history', () => getSlots(system), { timeoutMs: startMs });
    assert.deepEqual(slots.slice(0, before.length), before);
  });
});
