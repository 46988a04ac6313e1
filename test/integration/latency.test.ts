import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureLatency, percentile } from '../support/measure-latency.ts';
import { startLineServer } from '../support/start-line-server.ts';
import { startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';

test('shows each of 200 telegrams at /api/current and as an event, soon after its last byte', async (t) => {
  await using line = await startLineServer();
  await using system = await startSystem({ source: `tcp://127.0.0.1:${line.port}` });
  await waitFor('the reader to connect', () => line.clients.size === 1);
  const { currentMs, eventMs } = await measureLatency({
    line,
    url: system.apiUrl,
    telegrams: 200,
    spacingMs: 25,
  });
  const figures = (times: readonly number[]) =>
    `median ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`;
  t.diagnostic(`/api/current: ${figures(currentMs)}; event: ${figures(eventMs)}`);
  assert.equal(currentMs.length, 200);
  assert.ok(percentile(currentMs, 0.5) < 100, figures(currentMs));
});
