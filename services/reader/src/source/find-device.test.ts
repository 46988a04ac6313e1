import assert from 'node:assert/strict';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findDevice } from './find-device.ts';

async function deviceFolder(names: readonly string[], byId: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'smer-dev-'));
  for (const name of names) await writeFile(join(folder, name), '');
  await mkdir(join(folder, 'serial', 'by-id'), { recursive: true });
  for (const [link, name] of Object.entries(byId)) {
    await symlink(join(folder, name), join(folder, 'serial', 'by-id', link));
  }
  return folder;
}

test('finds the one adapter there is', async () => {
  const folder = await deviceFolder(['tty0', 'ttyS0', 'ttyAMA0', 'ttyUSB1', 'null']);
  assert.equal(await findDevice(folder), join(folder, 'ttyUSB1'));
});

test('prefers the name that stays the same when the cable is plugged in again', async () => {
  const folder = await deviceFolder(['ttyUSB0'], { 'usb-FTDI_P1_cable-if00-port0': 'ttyUSB0' });
  assert.equal(await findDevice(folder), join(folder, 'serial/by-id/usb-FTDI_P1_cable-if00-port0'));
});

test('touches none of several and shows what to choose from', async () => {
  const folder = await deviceFolder(['ttyUSB0', 'ttyACM0'], { 'usb-Zigbee-if00': 'ttyACM0' });
  await assert.rejects(findDevice(folder), {
    trouble: 'several-devices',
    candidates: [join(folder, 'serial/by-id/usb-Zigbee-if00'), join(folder, 'ttyUSB0')],
  });
});

test('says that no cable is in', async () => {
  await assert.rejects(findDevice(await deviceFolder(['ttyS0'])), { trouble: 'no-device' });
});
