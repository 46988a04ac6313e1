import { once } from 'node:events';
import { createConnection } from 'node:net';
import { messageOf } from '@smer/shared/errors';
import { type Line, LineError } from './line.ts';

const connectLimitMs = 1_500;

/** Connects to a meter or gateway that serves the P1 port's bytes over TCP. Throws LineError. */
export async function openTcp(host: string, port: number, signal: AbortSignal): Promise<Line> {
  const device = `${host}:${port}`;
  const socket = createConnection({ host, port, keepAlive: true, keepAliveInitialDelay: 10_000 });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(connectLimitMs)]);
  try {
    await once(socket, 'connect', { signal: limit });
  } catch (cause) {
    socket.destroy();
    const reason = limit.aborted ? 'no answer' : messageOf(cause);
    const message = `${device} can't be reached (${reason}): is the gateway on and its address right?`;
    throw new LineError('peer-unreachable', message, { cause });
  }
  return {
    device,
    chunks: socket,
    close: async () => {
      socket.destroy();
    },
  };
}
