import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '../support/wait-for.ts';
import { waitForTelegramAfter } from './read-api.ts';
import { type ComposedSystem, startComposed } from './start-composed.ts';

describe('the health of the containers', () => {
  let system: ComposedSystem;

  before(async () => {
    system = await startComposed({ overrides: ['impatient.yml'] });
    await waitForTelegramAfter(system);
  });
  after(() => system?.[Symbol.asyncDispose]());

  for (const service of ['nats', 'reader', 'history', 'api', 'web']) {
    test(`${service} is healthy while it works`, async () => {
      await waitFor(
        `the health of ${service}`,
        async () => (await system.inspect(service))[0]?.State.Health?.Status === 'healthy',
        { timeoutMs: 30_000 },
      );
    });
  }

  test('a service that is stuck ends and is started anew', async () => {
    await system.inside('history', 'kill -STOP -1');
    await waitFor(
      'a restart of history',
      async () => ((await system.inspect('history'))[0]?.RestartCount ?? 0) > 0,
      { timeoutMs: 120_000 },
    );
  });

  test('no other is ended with it', async () => {
    const others = ['nats', 'reader', 'api', 'web'];
    const inspected = await Promise.all(others.map((service) => system.inspect(service)));
    assert.deepEqual(
      inspected.map(([container]) => container?.RestartCount),
      [0, 0, 0, 0],
    );
  });
});
