import type { LineServer } from './start-line-server.ts';
import { startPty } from './start-pty.ts';

/** What carries the bytes to the reader. */
export type Carrier = 'TCP' | 'PTY';

export interface CarriedLine extends AsyncDisposable {
  /** P1_SOURCE. */
  readonly source: string;
}

/** Brings what a line server sends to where a reader may open it. */
export async function carryLine(carrier: Carrier, line: LineServer): Promise<CarriedLine> {
  if (carrier === 'TCP') {
    return { source: `tcp://127.0.0.1:${line.port}`, [Symbol.asyncDispose]: async () => undefined };
  }
  const pty = await startPty(line.port);
  return { source: pty.path, [Symbol.asyncDispose]: () => pty[Symbol.asyncDispose]() };
}
