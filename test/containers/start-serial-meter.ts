import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { startProcess } from '../support/start-process.ts';
import { startPty } from '../support/start-pty.ts';
import { waitFor } from '../support/wait-for.ts';
import type { ComposedOptions } from './start-composed.ts';

const meterProgram = fileURLToPath(new URL('../meter/main.ts', import.meta.url));

export interface SerialMeter extends AsyncDisposable {
  /** What lets a composed system find it on `/dev/ttyUSB0`. */
  readonly composed: Required<Pick<ComposedOptions, 'environmentFile' | 'env' | 'overrides'>>;
}

/** A simulated meter on a pseudo-terminal, to be the serial port of the reader's container. */
export async function startSerialMeter(identifier: string): Promise<SerialMeter> {
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const meter = started.use(
    startProcess(process.execPath, [meterProgram], {
      METER_PORT: `${port}`,
      METER_CONTROL_PORT: '0',
      METER_IDENTIFIER: identifier,
    }),
  );
  await waitFor('the meter', () => meter.output().includes('meter started'));
  const pty = started.use(await startPty(port));
  const terminal = await realpath(pty.path);
  await chmod(terminal, 0o666);
  const dev = started.use(await makeDevFolder());
  const kept = started.move();
  return {
    composed: {
      environmentFile: '/dev/null',
      env: {
        P1_SOURCE: '/dev/ttyUSB0',
        TEST_DEV_FOLDER: dev.path,
        TEST_PSEUDO_TERMINAL: terminal,
      },
      overrides: ['serial-port.yml'],
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** What a container needs to find in /dev so that things can be mounted there. */
async function makeDevFolder() {
  const path = await mkdtemp(join(tmpdir(), 'smer-dev-'));
  await chmod(path, 0o755);
  for (const folder of ['pts', 'shm']) await mkdir(join(path, folder));
  for (const file of ['null', 'ttyUSB0']) await writeFile(join(path, file), '');
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
