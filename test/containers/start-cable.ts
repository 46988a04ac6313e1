import { constants } from 'node:fs';
import { chmod, type FileHandle, open } from 'node:fs/promises';
import { type LineServer, startLineServer } from '../support/start-line-server.ts';
import { type StartedPty, startPty } from '../support/start-pty.ts';
import { waitFor } from '../support/wait-for.ts';
import type { OwnDev } from './own-dev.ts';

const everyMs = 500;

/** A P1 cable at /dev/ttyUSB0 of a container, and the meter at its other end. */
export interface Cable extends AsyncDisposable {
  /** What a program of the host opens, while the cable is in. */
  readonly path: string;
  /** Others than the owner may open it unless said otherwise. */
  plugIn(mode?: number): Promise<void>;
  takeOut(): Promise<void>;
  /** Sends this twice a second from now on. */
  carry(bytes: Uint8Array | string): void;
}

export async function startCable(dev: OwnDev): Promise<Cable> {
  const line: LineServer = await startLineServer();
  let carried: Uint8Array | string = '';
  const timer = setInterval(() => line.send(carried), everyMs);
  let pty: StartedPty | undefined;
  let held: FileHandle | undefined;
  const takeOut = async () => {
    await dev.clear();
    await held?.close();
    await pty?.[Symbol.asyncDispose]();
    held = undefined;
    pty = undefined;
  };
  return {
    get path() {
      if (!pty) throw new Error('the cable is out');
      return pty.path;
    },
    takeOut,
    plugIn: async (mode = 0o666) => {
      await takeOut();
      pty = await startPty(line.port);
      await waitFor('the line', () => line.clients.size === 1);
      // A pseudo-terminal, unlike a cable, is gone once the last program has closed it.
      held = await open(pty.path, constants.O_RDONLY | constants.O_NOCTTY);
      await chmod(pty.path, mode);
      await dev.plug('ttyUSB0', pty.path);
    },
    carry: (bytes) => {
      carried = bytes;
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await takeOut();
      await line[Symbol.asyncDispose]();
    },
  };
}
