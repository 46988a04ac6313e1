import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { messageOf } from '@smer/shared/errors';
import type { Log } from './log.ts';

export interface DeviceLine {
  send(bytes: Buffer): void;
  close(): void;
}

/**
 * Writes to a serial device or PTY. As on a real cable, bytes that nobody takes are lost; a
 * device that is not there, or goes away, is tried again at the next telegram.
 */
export function openDeviceLine(path: string, log: Log): DeviceLine {
  let file: number | undefined;
  let lastFailure = '';
  const fail = (thrown: unknown) => {
    const failure = messageOf(thrown);
    if (failure !== lastFailure) log('device failed', { path, error: failure });
    lastFailure = failure;
  };
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const send = (bytes: Buffer) => {
    try {
      file ??= openSync(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
      writeSync(file, bytes);
      lastFailure = '';
    } catch (thrown) {
      fail(thrown);
      if (!isFull(thrown)) close();
    }
  };
  return { send, close };
}

const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN';
