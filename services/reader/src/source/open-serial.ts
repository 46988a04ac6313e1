import { statSync } from 'node:fs';
import { messageOf } from '@smer/shared/errors';
import { SerialPort } from 'serialport';
import { type Line, LineError } from './line.ts';
import type { SerialSettings } from './serial-settings.ts';

const lookEveryMs = 500;

/**
 * Opens a serial port for ourselves alone, without flow control, and raises the request line,
 * which P1 cables hang on RTS or DTR. The line is lost, too, when its path is gone or leads to
 * another device. Throws LineError.
 */
export async function openSerial(path: string, settings: SerialSettings): Promise<Line> {
  const device = deviceAt(path);
  const port = new SerialPort({
    path,
    ...settings,
    rtscts: false,
    xon: false,
    xoff: false,
    xany: false,
    hupcl: false,
    lock: true,
    autoOpen: false,
  });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(openFailure(path, error)) : resolve()));
  });
  await raiseRequestLine(port);
  // A port that hangs up in the middle of a read gives no bytes and no error, for ever.
  const looks = setInterval(() => {
    if (deviceAt(path) !== device) port.destroy(new Error(`${path} is gone`));
  }, lookEveryMs);
  const close = () => {
    clearInterval(looks);
    return closePort(port);
  };
  return { device: path, chunks: port, close };
}

/** The number of the device that a path leads to. */
function deviceAt(path: string): number | undefined {
  try {
    return statSync(path).rdev;
  } catch {
    return undefined;
  }
}

/** A pseudo-terminal has no such lines and says so; the data come all the same. */
function raiseRequestLine(port: SerialPort): Promise<void> {
  return new Promise((resolve) => port.set({ rts: true, dtr: true }, () => resolve()));
}

function closePort(port: SerialPort): Promise<void> {
  port.destroy();
  if (!port.isOpen) return Promise.resolve();
  return new Promise((resolve) => port.close(() => resolve()));
}

function openFailure(path: string, cause: Error): LineError {
  const text = messageOf(cause);
  if (/no such file|no such device|ENOENT|ENXIO|ENODEV/i.test(text)) {
    return new LineError('no-device', `${path} is not there: is the cable in?`, { cause });
  }
  if (/permission|EACCES|EPERM/i.test(text)) {
    return new LineError(
      'no-permission',
      `${path} may not be opened: set SERIAL_GID to the group that owns it (ls -ln ${path})`,
      { cause },
    );
  }
  if (/lock|busy|EBUSY|temporarily unavailable/i.test(text)) {
    return new LineError('device-busy', `${path} is in use by another program`, { cause });
  }
  return new LineError('no-device', `${path} can't be opened: ${text}`, { cause });
}
