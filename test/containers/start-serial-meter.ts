import { chmod } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { startProcess } from '../support/start-process.ts';
import { startPty } from '../support/start-pty.ts';
import { waitFor } from '../support/wait-for.ts';
import { makeOwnDev } from './own-dev.ts';
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
  await chmod(pty.path, 0o666);
  const dev = started.use(await makeOwnDev());
  await dev.plug('ttyUSB0', pty.path);
  const kept = started.move();
  return {
    composed: {
      environmentFile: '/dev/null',
      env: { P1_SOURCE: '/dev/ttyUSB0', TEST_DEV_FOLDER: dev.path },
      overrides: ['own-dev.yml'],
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
