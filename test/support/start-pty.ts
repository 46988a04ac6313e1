import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './start-process.ts';
import { waitFor } from './wait-for.ts';

export interface StartedPty extends AsyncDisposable {
  /** What a program opens as its serial port. */
  readonly path: string;
  /** Takes the cable out: whoever has the port open sees it end. */
  unplug(): Promise<void>;
  /** Puts it back under the same path. */
  plug(): Promise<void>;
}

/** A pseudo-terminal that carries what a TCP server on the loopback interface sends. */
export async function startPty(tcpPort: number): Promise<StartedPty> {
  const folder = await mkdtemp(join(tmpdir(), 'smer-pty-'));
  const path = join(folder, 'ttyUSB0');
  const launch = async () => {
    const bridge = startProcess('socat', [
      `PTY,link=${path},raw,echo=0`,
      `TCP:127.0.0.1:${tcpPort},retry=50,interval=0.1`,
    ]);
    await waitFor('the pseudo-terminal', () => stat(path).then(() => true));
    return bridge;
  };
  let bridge = await launch();
  return {
    path,
    unplug: () => bridge.kill('SIGTERM'),
    plug: async () => {
      bridge = await launch();
    },
    [Symbol.asyncDispose]: async () => {
      await bridge.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
