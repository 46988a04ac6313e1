import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLineServer } from '../support/start-line-server.ts';
import { startPty } from '../support/start-pty.ts';
import { startSystem } from '../support/start-system.ts';
import { telegramsFrom } from '../support/telegrams-from.ts';
import { waitFor } from '../support/wait-for.ts';

/** Much less than the reader lets a line be silent. */
const soonMs = 2_000;

test('turns to another device that its port’s name leads to, though the first does not end', async () => {
  await using started = new AsyncDisposableStack();
  const [first, second] = [
    started.use(await startLineServer()),
    started.use(await startLineServer()),
  ];
  const ptys = [started.use(await startPty(first.port)), started.use(await startPty(second.port))];
  const folder = await mkdtemp(join(tmpdir(), 'smer-port-'));
  started.defer(() => rm(folder, { recursive: true }));
  const port = join(folder, 'ttyUSB0');
  const leadTo = async (target = '') => {
    await symlink(target, `${port}.new`);
    await rename(`${port}.new`, port);
  };
  await leadTo(ptys[0]?.path);
  const system = started.use(await startSystem({ source: port }));
  const telegrams = telegramsFrom(Date.now());
  const timestamp = async () => {
    const response = await fetch(`${system.apiUrl}/api/current`);
    return response.ok ? ((await response.json()) as { timestamp: number }).timestamp : 0;
  };
  /** Sends on a line until one of what was sent there has come through. */
  const waitForReading = (line: typeof first, timeoutMs: number) => {
    const { timestamp: sinceS } = telegrams.next().value;
    return waitFor(
      'a reading',
      async () => {
        line.send(telegrams.next().value.bytes);
        return (await timestamp()) > sinceS;
      },
      { timeoutMs },
    );
  };
  await waitForReading(first, 10_000);
  await leadTo(ptys[1]?.path);
  const began = performance.now();
  await waitForReading(second, 30_000);
  const afterMs = performance.now() - began;
  assert.ok(afterMs < soonMs, `after ${Math.round(afterMs)} ms`);
});
