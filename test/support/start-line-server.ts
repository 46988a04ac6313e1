import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface LineServer extends AsyncDisposable {
  readonly port: number;
  /** Connections that are open now. */
  readonly clients: ReadonlySet<Socket>;
  send(bytes: Uint8Array | string): void;
  hangUp(): void;
  /** Stops listening and hangs up. */
  close(): Promise<void>;
  /** Listens again on the same port. */
  open(): Promise<void>;
}

/** Stands where a meter's bytes come from: sends to all who are connected what the test tells it. */
export async function startLineServer(): Promise<LineServer> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => clients.delete(socket));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const hangUp = () => {
    for (const socket of clients) socket.destroy();
  };
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    hangUp();
    await closed;
  };
  return {
    port,
    clients,
    send: (bytes) => {
      for (const socket of clients) socket.write(bytes);
    },
    hangUp,
    close,
    open: async () => {
      await listen(port);
    },
    [Symbol.asyncDispose]: () => (server.listening ? close() : Promise.resolve()),
  };
}
