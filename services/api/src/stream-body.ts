import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** How long a client may take nothing before it is dropped. */
const defaultStallMs = 30_000;

/**
 * Writes chunks as a response as fast as the client takes them, and asks for the next no sooner.
 * An error before the first chunk leaves the response unwritten; after it the caller must end
 * the response abnormally, as the client could not tell half a body from a whole one. When the
 * client goes away the iteration ends.
 */
export async function streamBody(
  response: ServerResponse,
  chunks: AsyncIterable<string>,
  options: { headers: Readonly<Record<string, string>>; stallMs?: number },
): Promise<void> {
  // One chunk is held back, so that a body of a single chunk is sent with its length.
  let held: string | undefined;
  for await (const chunk of chunks) {
    if (held === undefined) response.setHeaders(new Map(Object.entries(options.headers)));
    else if (!response.write(held)) await drained(response, options.stallMs ?? defaultStallMs);
    held = chunk;
    if (response.closed) return;
  }
  response.end(held);
}

async function drained(response: ServerResponse, stallMs: number): Promise<void> {
  if (response.closed) return;
  const settled = new AbortController();
  const stalled = setTimeout(() => response.destroy(), stallMs);
  try {
    await Promise.race([
      once(response, 'drain', { signal: settled.signal }),
      once(response, 'close', { signal: settled.signal }),
    ]);
  } finally {
    clearTimeout(stalled);
    settled.abort();
  }
}
