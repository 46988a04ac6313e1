import { setTimeout as pause } from 'node:timers/promises';
import type { Line } from './line.ts';

const tickMs = 100;
const retryMs = 500;

/** What happens on the line, in order: opened, then received and quiet, then lost. */
export interface LineListener {
  opened(line: Line): void;
  received(bytes: Uint8Array): void;
  /** Called ten times a second while the line is open; true asks to open it anew. */
  tick(): boolean;
  /** Could not be opened, or ended; `error` is undefined for an orderly end. True: do not open it again. */
  lost(error: unknown): boolean;
}

/**
 * Opens the line, listens, and opens it again whenever it is lost, until the signal. Throws what the
 * listener throws: a mistake in a program is no fault of the line's.
 */
export async function keepOpen(
  open: (signal: AbortSignal) => Promise<Line>,
  listener: LineListener,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const error = await listen(open, listener, signal);
    if (signal.aborted || listener.lost(error)) return;
    await pause(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Gives what went wrong with the line; undefined for an orderly end. */
async function listen(
  open: (signal: AbortSignal) => Promise<Line>,
  listener: LineListener,
  signal: AbortSignal,
): Promise<unknown> {
  const opened = await open(signal).then(
    (line) => ({ line }),
    (error: unknown) => ({ error }),
  );
  if ('error' in opened) return opened.error;
  const { line } = opened;
  const close = () => void line.close();
  const ticks = setInterval(() => {
    if (listener.tick()) close();
  }, tickMs);
  signal.addEventListener('abort', close, { once: true });
  // Ports take their time to open; a signal that came meanwhile tells nobody who listens only now.
  if (signal.aborted) close();
  try {
    listener.opened(line);
    return await receiveAll(line, listener);
  } finally {
    clearInterval(ticks);
    signal.removeEventListener('abort', close);
    await line.close();
  }
}

async function receiveAll({ chunks }: Line, listener: LineListener): Promise<unknown> {
  const iterator = chunks[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next().catch((error: unknown) => ({ error }));
    if ('error' in next) return next.error;
    if (next.done) return undefined;
    listener.received(next.value);
  }
}
