import { createConnection, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** The path of the n-th request. */
  path(n: number): string;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytesPerRequest: number;
}

/**
 * Asks over and over on connections that are kept, one request at a time on each. It looks at no
 * more of an answer than it takes to know where that ends, so that it costs less than the server.
 */
export async function putLoad(load: Load): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  let asked = 0;
  let bytes = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + load.durationMs;
  const client = async () => {
    let socket = createConnection(load.port, '127.0.0.1');
    while (performance.now() < endsAt) {
      const begun = performance.now();
      socket.write(`GET ${load.path(asked++)} HTTP/1.1\r\nHost: bench\r\n\r\n`);
      const { length, isLast } = await readAnswer(socket);
      bytes += length;
      latenciesMs.push(performance.now() - begun);
      // nginx ends a connection after a thousand requests.
      if (isLast) socket = createConnection(load.port, '127.0.0.1');
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: load.connections }, client));
  // What is under way at the end is waited for, and takes its time too.
  const tookS = (performance.now() - startedAt) / 1000;
  latenciesMs.sort((a, b) => a - b);
  const quantile = (share: number) => latenciesMs[Math.floor(share * latenciesMs.length)] ?? 0;
  return {
    requests: latenciesMs.length,
    requestsPerSecond: latenciesMs.length / tookS,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    bytesPerRequest: bytes / latenciesMs.length,
  };
}

interface Answer {
  readonly length: number;
  /** The server ends the connection after it. */
  readonly isLast: boolean;
}

/** The answer that comes next; throws unless its status is 200. */
function readAnswer(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let isLast = false;
    let isWhole: IsWhole | undefined;
    const onEnd = () => reject(new Error('the connection ended before the answer'));
    const onData = (data: Buffer) => {
      received += data.length;
      if (!isWhole) {
        const start = data.toString('latin1');
        isLast = /^connection: close/im.test(start);
        isWhole = endOf(start);
      }
      if (!isWhole(received, data)) return;
      socket.off('data', onData).off('error', reject).off('end', onEnd);
      resolve({ length: received, isLast });
    };
    socket.on('data', onData).on('error', reject).on('end', onEnd);
  });
}

type IsWhole = (received: number, data: Buffer) => boolean;

const lastChunk = '0\r\n\r\n';

/** How the end of an answer is known; its head comes in one piece. */
function endOf(start: string): IsWhole {
  if (!start.startsWith('HTTP/1.1 200')) throw new Error(start);
  const bodyLength = /content-length: (\d+)/i.exec(start)?.[1];
  if (bodyLength === undefined) return endsWithLastChunk();
  const length = start.indexOf('\r\n\r\n') + 4 + Number(bodyLength);
  return (received) => received >= length;
}

/** The last chunk may come in two pieces. */
function endsWithLastChunk(): IsWhole {
  let tail = '';
  return (_received, data) => {
    const end = data.toString('latin1', Math.max(0, data.length - lastChunk.length));
    tail = (tail + end).slice(-lastChunk.length);
    return tail === lastChunk;
  };
}
