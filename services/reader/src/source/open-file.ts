import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@smer/shared/errors';
import { createTimeZone } from '@smer/shared/time-zone';
import { type ClockRules, readTimestamp } from '../p1/p1-timestamp.ts';
import { type Line, LineError } from './line.ts';
import { splitRecording } from './split-recording.ts';

const defaultIntervalMs = 10_000;
const longestPauseMs = 60_000;

export interface FileOptions {
  /** `meter`: as far apart as the telegrams' clocks tell; `fast`: without a pause. */
  readonly pace: 'meter' | 'fast';
  readonly signal: AbortSignal;
}

/** Replays a recording. A telegram without a clock follows the one before it by 10 s. Throws LineError. */
export async function openFile(path: string, options: FileOptions): Promise<Line> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new LineError('no-device', `${path} can't be read: ${messageOf(cause)}`, { cause });
  });
  const bytes = createReadStream(path);
  return {
    device: path,
    chunks: options.pace === 'fast' ? bytes : paced(bytes, options.signal),
    close: async () => {
      bytes.destroy();
    },
  };
}

async function* paced(bytes: AsyncIterable<Buffer>, signal: AbortSignal): AsyncIterable<Buffer> {
  let previous: number | undefined;
  let first = true;
  for await (const part of splitRecording(bytes)) {
    const clock = telegramClock(part);
    if (!first) await pause(interval(previous, clock), undefined, { signal });
    first = false;
    previous = clock;
    yield part;
  }
}

function interval(previous: number | undefined, next: number | undefined): number {
  if (previous === undefined || next === undefined) return defaultIntervalMs;
  return Math.min(Math.max(next - previous, 0), longestPauseMs);
}

const clockReference = '0-0:1.0.0(';
/** Any zone will do where only differences count. */
const clockRules: ClockRules = { winterOffsetMs: 0, zone: createTimeZone('UTC') };

/** Milliseconds on the telegram's own clock, good for differences only. */
function telegramClock(bytes: Buffer): number | undefined {
  const at = bytes.indexOf(clockReference);
  if (at < 0) return undefined;
  const start = at + clockReference.length;
  return readTimestamp({ bytes, start, end: bytes.indexOf(')', start) }, clockRules);
}
