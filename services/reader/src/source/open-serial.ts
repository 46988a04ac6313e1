import { messageOf } from '@smer/shared/errors';
import { SerialPort } from 'serialport';
import { type Line, LineError } from './line.ts';
import { readWhenReadable } from './read-when-readable.ts';
import type { SerialSettings } from './serial-settings.ts';

/**
 * Opens a serial port for ourselves alone, without flow control, and raises the request line,
 * which P1 cables hang on RTS or DTR. Throws LineError.
 */
export async function openSerial(path: string, settings: SerialSettings): Promise<Line> {
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
  readWhenReadable(port);
  await raiseRequestLine(port);
  return { device: path, chunks: port, close: () => closePort(port) };
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
