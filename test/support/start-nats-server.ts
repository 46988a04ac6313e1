import { once } from 'node:events';
import { createConnection } from 'node:net';
import { freePort } from './free-port.ts';
import { type StartedProcess, startProcess } from './start-process.ts';
import { waitFor } from './wait-for.ts';

export interface StartedNatsServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Another one after each start. */
  readonly pid: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

/** A real nats-server of its own on a free port of the loopback interface. */
export async function startNatsServer(): Promise<StartedNatsServer> {
  const port = await freePort();
  let server: StartedProcess = await launch(port);
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    get pid() {
      return server.pid;
    },
    stop: async () => {
      await server.stop();
    },
    kill: () => server.kill(),
    start: async () => {
      server = await launch(port);
    },
    [Symbol.asyncDispose]: () => server.kill(),
  };
}

async function launch(port: number): Promise<StartedProcess> {
  const PATH = `${process.env['PATH']}:/usr/sbin:/usr/local/sbin`;
  const server = startProcess('nats-server', ['-a', '127.0.0.1', '-p', `${port}`], { PATH });
  await waitFor('nats-server to listen', async () => {
    const socket = createConnection(port, '127.0.0.1');
    await once(socket, 'connect').finally(() => socket.destroy());
    return true;
  });
  return server;
}
