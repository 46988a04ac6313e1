import type { LineTrouble } from '@smer/shared/link';
import type { SerialSettings } from './serial-settings.ts';

/** An open line to a meter. `chunks` ends or throws when the line is lost. */
export interface Line {
  /** A device path, `host:port` or a file. */
  readonly device: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Opens the line anew; a serial line with the settings to try. Throws LineError. */
export type OpenLine = (settings: SerialSettings, signal: AbortSignal) => Promise<Line>;

/** Why a line can't be opened, in a word for programs and a sentence for people. */
export class LineError extends Error {
  readonly trouble: LineTrouble;
  readonly candidates: readonly string[];

  constructor(
    trouble: LineTrouble,
    message: string,
    options: { cause?: unknown; candidates?: readonly string[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'LineError';
    this.trouble = trouble;
    this.candidates = options.candidates ?? [];
  }
}
