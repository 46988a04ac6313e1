import type { ServerResponse } from 'node:http';
import { setImmediate as othersTurn } from 'node:timers/promises';

/** How long a client may take nothing before it is dropped. */
const defaultStallMs = 30_000;

/** What is no longer than this, as 10,000 readings are, is sent as soon as it is there, at once. */
const mostHeldBytes = 1024 * 1024;

type Chunk = string | Uint8Array;
type Headers = Readonly<Record<string, string>>;

export interface StreamOptions {
  readonly headers: Headers;
  readonly stallMs?: number;
}

/**
 * Writes chunks as a response: a short body whole, with its length; a longer one as fast as the
 * client takes it, asking for the next chunk no sooner. An error before anything is written leaves
 * the response unwritten; after it the caller must end the response abnormally, as the client could
 * not tell half a body from a whole one. When the client goes away, or asked for no body, the
 * iteration ends.
 */
export async function streamBody(
  response: ServerResponse,
  chunks: AsyncIterable<Chunk>,
  { headers, stallMs = defaultStallMs }: StreamOptions,
): Promise<void> {
  const held: Chunk[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (response.closed) return;
    held.push(chunk);
    bytes += Buffer.byteLength(chunk);
    if (response.req.method === 'HEAD') break;
    if (bytes <= mostHeldBytes) continue;
    begin(response, headers);
    await writeAll(response, held.splice(0), stallMs);
  }
  if (bytes <= mostHeldBytes) begin(response, withLength(response, headers, bytes));
  // All in one write, which takes less than half the time of one for each chunk.
  response.cork();
  for (const chunk of held) response.write(chunk);
  response.end();
}

function begin(response: ServerResponse, headers: Headers): void {
  if (!response.headersSent) response.setHeaders(new Map(Object.entries(headers)));
}

/** Of a body that nobody asked for the length is not known. */
const withLength = ({ req }: ServerResponse, headers: Headers, bytes: number): Headers =>
  req.method === 'HEAD' ? headers : { ...headers, 'Content-Length': `${bytes}` };

async function writeAll(
  response: ServerResponse,
  chunks: readonly Chunk[],
  stallMs: number,
): Promise<void> {
  for (const chunk of chunks) {
    if (response.closed) return;
    if (!response.write(chunk)) await drained(response, stallMs);
    // A client that is as fast as the answer would keep all other requests waiting.
    await othersTurn();
  }
}

/** Resolves when the client has taken what was written, or is gone. */
function drained(response: ServerResponse, stallMs: number): Promise<void> {
  return new Promise((resolve) => {
    const stalled = setTimeout(() => response.destroy(), stallMs);
    const settle = () => {
      clearTimeout(stalled);
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
    if (response.closed) settle();
  });
}
