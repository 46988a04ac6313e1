import type { ServerResponse } from 'node:http';
import { setImmediate as othersTurn } from 'node:timers/promises';

/** How long a client may take nothing before it is dropped. */
const defaultStallMs = 30_000;

export interface StreamOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly stallMs?: number;
}

/**
 * Writes chunks as a response as fast as the client takes them, and asks for the next no sooner.
 * An error before the second chunk leaves the response unwritten; after it the caller must end
 * the response abnormally, as the client could not tell half a body from a whole one. When the
 * client goes away, or asked for no body, the iteration ends.
 */
export async function streamBody(
  response: ServerResponse,
  chunks: AsyncIterable<string | Uint8Array>,
  { headers, stallMs = defaultStallMs }: StreamOptions,
): Promise<void> {
  // One chunk is held back, so that a body of a single chunk is sent with its length.
  let held: string | Uint8Array | undefined;
  const begin = () => {
    if (!response.headersSent) response.setHeaders(new Map(Object.entries(headers)));
  };
  for await (const chunk of chunks) {
    if (response.closed) return;
    if (held !== undefined) {
      begin();
      if (!response.write(held)) await drained(response, stallMs);
    }
    held = chunk;
    // A client that is as fast as the answer would keep all other requests waiting.
    await othersTurn();
    if (response.req.method === 'HEAD') break;
  }
  begin();
  response.end(held);
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
