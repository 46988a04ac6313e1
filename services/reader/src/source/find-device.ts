import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { LineError } from './line.ts';

const serialAdapter = /^tty(USB|ACM)\d+$/;

/**
 * The one serial adapter there is, by a path that stays the same when it is plugged in again.
 * Where there are several none is chosen, as opening a stick that is no meter could disturb it.
 * Throws LineError.
 */
export async function findDevice(devFolder = '/dev'): Promise<string> {
  const devices = await listDevices(devFolder);
  const [only, ...others] = devices;
  if (only === undefined) {
    throw new LineError('no-device', 'no serial cable found: is the P1 cable in?');
  }
  if (others.length === 0) return only;
  throw new LineError(
    'several-devices',
    `there are several serial devices: set P1_SOURCE to the meter's (${devices.join(', ')})`,
    { candidates: devices },
  );
}

async function listDevices(devFolder: string): Promise<string[]> {
  const names = await namesIn(devFolder);
  const paths = names
    .filter((name) => serialAdapter.test(name))
    .map((name) => join(devFolder, name));
  const byId = await listById(join(devFolder, 'serial', 'by-id'));
  return paths.map((path) => byId.get(path) ?? path).sort();
}

/** Real path → by-id path. */
async function listById(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const target = await realpath(path).catch(() => undefined);
    if (target !== undefined) found.set(target, path);
  }
  return found;
}

const namesIn = (folder: string) => readdir(folder).catch(() => []);
