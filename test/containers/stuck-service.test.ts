import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '../support/wait-for.ts';
import { waitForTelegramAfter } from './read-api.ts';
import { startComposed } from './start-composed.ts';

test('a service that is stuck ends and is started anew', async () => {
  await using system = await startComposed({ overrides: ['impatient.yml'] });
  await waitForTelegramAfter(system);
  await system.inside('history', 'kill -STOP -1');
  const restarts = await waitFor(
    'a restart of history',
    async () => (await system.inspect('history'))[0]?.RestartCount || undefined,
    { timeoutMs: 90_000 },
  );
  assert.equal(restarts, 1);
});
