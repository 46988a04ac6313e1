import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { startProcess } from '../support/start-process.ts';
import { startPty } from '../support/start-pty.ts';
import { waitFor } from '../support/wait-for.ts';
import { waitForTelegramAfter } from './read-api.ts';
import { startComposed } from './start-composed.ts';

const meterProgram = fileURLToPath(new URL('../meter/main.ts', import.meta.url));

/** What a container needs to find in /dev so that things can be mounted there. */
async function makeDevFolder() {
  const path = await mkdtemp(join(tmpdir(), 'smer-dev-'));
  await chmod(path, 0o755);
  for (const folder of ['pts', 'shm']) await mkdir(join(path, folder));
  for (const file of ['null', 'ttyUSB0']) await writeFile(join(path, file), '');
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

test('reads a meter on /dev/ttyUSB0', async () => {
  const port = await freePort();
  await using meter = startProcess(process.execPath, [meterProgram], {
    METER_PORT: `${port}`,
    METER_CONTROL_PORT: '0',
    METER_IDENTIFIER: 'E0000000000000042',
  });
  await waitFor('the meter', () => meter.output().includes('meter started'));
  await using pty = await startPty(port);
  const terminal = await realpath(pty.path);
  await chmod(terminal, 0o666);
  await using dev = await makeDevFolder();
  await using system = await startComposed({
    environmentFile: '/dev/null',
    env: {
      P1_SOURCE: '/dev/ttyUSB0',
      TEST_DEV_FOLDER: dev.path,
      TEST_PSEUDO_TERMINAL: terminal,
    },
    overrides: ['serial-port.yml'],
  });
  const current = await waitForTelegramAfter(system);
  assert.equal(current.equipmentIdentifier, 'E0000000000000042');
});
