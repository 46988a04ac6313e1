import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** A client that is this far behind has stopped reading. */
const backlogLimitBytes = 1024 * 1024;

export interface TcpLine {
  readonly port: number;
  readonly clients: number;
  send(bytes: Buffer): void;
  /** Ends every connection and takes no new one for so long. */
  hangUp(durationMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Gives every client the same bytes, as a serial-to-network bridge does. */
export async function openTcpLine(
  address: { port: number; host?: string | undefined },
  log: Log,
): Promise<TcpLine> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.resume();
    socket.on('error', (error) => log('client failed', { error: error.message }));
    socket.on('close', () => {
      sockets.delete(socket);
      log('client gone', { clients: sockets.size });
    });
    log('client connected', { clients: sockets.size });
  });
  const stopAbort = new AbortController();
  const listen = async (port: number) => {
    server.listen({ port, host: address.host });
    await once(server, 'listening');
  };
  const hangUp = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  await listen(address.port);
  const { port } = server.address() as AddressInfo;

  return {
    port,
    get clients() {
      return sockets.size;
    },
    send: (bytes) => {
      for (const socket of sockets) {
        if (socket.writableLength > backlogLimitBytes) socket.destroy();
        else socket.write(bytes);
      }
    },
    hangUp: async (durationMs) => {
      if (!server.listening) return;
      hangUp();
      log('line hung up', { durationMs });
      await pause(durationMs, undefined, { signal: stopAbort.signal }).catch(() => undefined);
      if (!stopAbort.signal.aborted) await listen(port);
    },
    close: async () => {
      stopAbort.abort();
      if (!server.listening) return;
      hangUp();
      await once(server, 'close');
    },
  };
}
