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

/** Opens the line, listens, and opens it again whenever it is lost, until the signal. */
export async function keepOpen(
  open: (signal: AbortSignal) => Promise<Line>,
  listener: LineListener,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const error = await listen(open, listener, signal).catch((thrown: unknown) => thrown);
    if (signal.aborted || listener.lost(error)) return;
    await pause(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function listen(
  open: (signal: AbortSignal) => Promise<Line>,
  listener: LineListener,
  signal: AbortSignal,
): Promise<void> {
  const line = await open(signal);
  const close = () => void line.close();
  const ticks = setInterval(() => {
    if (listener.tick()) close();
  }, tickMs);
  signal.addEventListener('abort', close, { once: true });
  try {
    listener.opened(line);
    for await (const chunk of line.chunks) listener.received(chunk);
  } finally {
    clearInterval(ticks);
    signal.removeEventListener('abort', close);
    await line.close();
  }
}
