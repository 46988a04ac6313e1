import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttableNetwork extends AsyncDisposable {
  readonly port: number;
  /** The network is cut: what is under way stops, nothing new gets through, nobody is told. */
  cut(): void;
  mend(): void;
}

/** A stretch of network to a port of the loopback interface that the test can cut. */
export async function startProxy(targetPort: number): Promise<CuttableNetwork> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('data', (bytes) => isCut || other.write(bytes));
      one.on('error', () => undefined);
      one.on('close', () => {
        pairs.delete(pair);
        if (!isCut) other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dropAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
      dropAll();
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      dropAll();
    },
  };
}
