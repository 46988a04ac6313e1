import { readSync } from 'node:fs';
import type { SerialPort } from 'serialport';

type PolledPort = Extract<NonNullable<SerialPort['port']>, { poller: unknown }>;

/**
 * Has an open port read once the system says that there is something, and at once: it was opened so
 * that no read waits. The library's own read goes to another thread, twice for a telegram, and asks
 * a port that has hung up for more for ever.
 */
export function readWhenReadable({ port }: SerialPort): void {
  if (port === undefined || !('poller' in port)) return;
  port.read = async (buffer, offset, length) => {
    let bytesRead: number | undefined;
    while (bytesRead === undefined) {
      await readable(port);
      bytesRead = tryToRead(port, buffer, offset, length);
    }
    if (bytesRead === 0) throw new Error('the port has hung up');
    return { buffer, bytesRead };
  };
}

function readable({ poller }: PolledPort): Promise<void> {
  return new Promise((resolve, reject) => {
    poller.once('readable', (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

/** Gives undefined where there was nothing after all. */
function tryToRead(
  { fd }: PolledPort,
  buffer: Buffer,
  offset: number,
  length: number,
): number | undefined {
  try {
    return readSync(fd as number, buffer, offset, length, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}
