import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { slotS } from '@smer/shared/slot';
import { openBrowser } from '../browser/open-browser.ts';
import { waitFor } from '../support/wait-for.ts';
import { getCurrent, getHealth, getSlots, waitForTelegramAfter } from './read-api.ts';
import { type ComposedSystem, startComposed } from './start-composed.ts';

/** Asks again and again while something happens, and tells all that came but 200. */
async function refusalsDuring(url: string, action: () => Promise<unknown>): Promise<string[]> {
  const refusals: string[] = [];
  let going = true;
  const asking = (async () => {
    while (going) {
      const refusal = await findRefusal(url);
      if (refusal !== undefined) refusals.push(refusal);
      await pause(50);
    }
  })();
  await action().finally(() => {
    going = false;
  });
  await asking;
  return refusals;
}

async function findRefusal(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const body = await response.text();
    return response.status === 200 ? undefined : `${response.status}: ${body}`;
  } catch (thrown) {
    return String(thrown);
  }
}

/** The addresses to which nginx has connections, to the API's port 8080. */
async function apisAskedBy(system: ComposedSystem): Promise<Set<string>> {
  const connections = await system.inside('web', 'cat /proc/net/tcp');
  return new Set(connections.match(/[0-9A-F]{8}:1F90/g));
}

/** What the layers of an image take that were put upon its base; the first of them is its title. */
async function bytesAdded({ docker }: ComposedSystem, image: string): Promise<number> {
  const format = ['--no-trunc', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}'];
  const layers = (await docker('history', ...format, image)).split('\n');
  const first = layers.findIndex((layer) => layer.includes('org.opencontainers.image.title'));
  assert.ok(first > 0, 'the layer with the title');
  return layers.slice(0, first).reduce((sum, layer) => sum + Number.parseInt(layer, 10), 0);
}

describe('the composed system', () => {
  let system: ComposedSystem;
  let readerReplacedAtS: number;

  before(async () => {
    system = await startComposed();
    await waitForTelegramAfter(system);
  });
  after(() => system?.[Symbol.asyncDispose]());

  const replace = async (service: string) => {
    const [old] = await system.inspect(service);
    await system.compose('up', '--detach', '--no-deps', '--force-recreate', service);
    const [fresh] = await system.inspect(service);
    assert.notEqual(fresh?.Id, old?.Id);
    const { timestamp } = await waitForTelegramAfter(system);
    await waitForTelegramAfter(system, timestamp);
  };

  for (const service of ['reader', 'history', 'api', 'web']) {
    test(`${service} adds less than 25 MB to the image it stands on`, async (context) => {
      const [container] = await system.inspect(service);
      const added = await bytesAdded(system, container?.Image ?? '');
      context.diagnostic(`${(added / 1e6).toFixed(1)} MB`);
      assert.ok(added > 0 && added < 25e6, `${added} bytes`);
    });
  }

  test('brings the telegrams of the simulated meter to the API', async () => {
    const first = await getCurrent(system);
    const next = await waitForTelegramAfter(system, first.timestamp);
    assert.equal(typeof next.usageWatts, 'number');
  });

  test('keeps what the simulated meter sends apart from the history of a real one', async () => {
    const [history] = await system.inspect('history');
    const [kept] = history?.Mounts.filter(({ Destination }) => Destination === '/data') ?? [];
    assert.match(kept?.Name ?? '', /_simulated$/);
  });

  test('brings them to the page', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${system.url}/current-usage`);
      const figure = page.locator('#usage-figure');
      await figure.filter({ hasText: /\d/ }).waitFor();
    } finally {
      await browser.close();
    }
  });

  test('keeps answering while the reader is replaced', async () => {
    const refusals = await refusalsDuring(`${system.url}/api/current`, () => replace('reader'));
    readerReplacedAtS = (await getCurrent(system)).timestamp;
    assert.deepEqual(refusals, []);
  });

  test('keeps answering while history is replaced', async () => {
    const refusals = await refusalsDuring(`${system.url}/api/current`, () => replace('history'));
    assert.deepEqual(refusals, []);
  });

  test('keeps the page while the API is replaced', async () => {
    const refusals = await refusalsDuring(`${system.url}/`, () => replace('api'));
    assert.deepEqual(refusals, []);
  });

  test('goes on after web is replaced', () => replace('web'));

  const waitForInstances = (service: string, count: number) =>
    waitFor(
      `${count} × ${service} in the health report`,
      async () => {
        const { parts } = await getHealth(system);
        return parts.find((part) => part.service === service)?.instances.length === count;
      },
      { timeoutMs: 30_000 },
    );

  test('serves with three APIs and two histories', async () => {
    await system.compose(
      ...['up', '--detach', '--no-recreate', '--scale', 'api=3', '--scale', 'history=2'],
    );
    await waitForInstances('api', 3);
    await waitForInstances('history', 2);
    await waitFor('nginx to ask all three', async () => {
      await Promise.all(Array.from({ length: 6 }, () => getCurrent(system)));
      return (await apisAskedBy(system)).size >= 3;
    });
  });

  test('keeps answering while one of three APIs is killed', async () => {
    const [one] = await system.inspect('api');
    const refusals = await refusalsDuring(`${system.url}/api/current`, async () => {
      await system.docker('kill', one?.Id ?? '');
      await waitForInstances('api', 2);
    });
    assert.deepEqual(refusals, []);
  });

  test('has lost no 10-second slot since the reader was replaced', async () => {
    const { timestamp } = await waitForTelegramAfter(system, readerReplacedAtS + 2 * slotS);
    const firstSlotS = Math.ceil(readerReplacedAtS / slotS) * slotS;
    const slotsHeard = Math.floor((timestamp - firstSlotS) / slotS);
    const slots = await getSlots(system);
    assert.deepEqual(
      slots.filter((slot) => slot >= firstSlotS).slice(0, slotsHeard),
      Array.from({ length: slotsHeard }, (_, index) => firstSlotS + index * slotS),
    );
  });

  test('continues its history after everything was stopped and started again', async () => {
    const slotsBefore = await getSlots(system);
    await system.compose('down');
    await system.compose('up', '--detach');
    await waitForTelegramAfter(system);
    const slots = await waitFor('history to have loaded', () => getSlots(system), {
      timeoutMs: 60_000,
    });
    assert.deepEqual(slots.slice(0, slotsBefore.length), slotsBefore);
  });
});
