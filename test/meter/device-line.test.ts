import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startProcess } from '../support/start-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { openDeviceLine } from './device-line.ts';
import { renderTelegram } from './render-telegram.ts';

const telegram = renderTelegram('SMR5', ['1-0:1.7.0(00.318*kW)']);

/** A serial port at a path of its own; what is written to it comes out as `output()`. */
async function makePort() {
  const folder = await mkdtemp(join(tmpdir(), 'smer-port-'));
  const path = join(folder, 'tty');
  return {
    path,
    plugIn: () => startProcess('socat', ['-u', `pty,raw,echo=0,link=${path}`, 'STDOUT']),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const silent = () => undefined;

test('writes telegrams to a serial port, byte for byte', async () => {
  await using port = await makePort();
  await using plugged = port.plugIn();
  await waitFor('the port', () => existsSync(port.path));
  const line = openDeviceLine(port.path, silent);
  line.send(telegram);
  await waitFor('the telegram', () => plugged.output().length >= telegram.length);
  line.close();
  assert.equal(plugged.output(), telegram.toString());
});

test('goes on when the port comes later', async () => {
  await using port = await makePort();
  const line = openDeviceLine(port.path, silent);
  line.send(telegram);
  await using plugged = port.plugIn();
  await waitFor('a telegram', () => {
    line.send(telegram);
    return plugged.output().includes(telegram.toString());
  });
  line.close();
});

test('says once that the port is missing', async () => {
  await using port = await makePort();
  const said: string[] = [];
  const line = openDeviceLine(port.path, (message) => said.push(message));
  line.send(telegram);
  line.send(telegram);
  assert.deepEqual(said, ['device failed']);
});

test('loses what nobody takes instead of waiting', async () => {
  await using port = await makePort();
  await using plugged = port.plugIn();
  await waitFor('the port', () => existsSync(port.path));
  process.kill(plugged.pid, 'SIGSTOP');
  const line = openDeviceLine(port.path, silent);
  for (let sent = 0; sent < 1_000; sent += 1) line.send(telegram);
  line.close();
  process.kill(plugged.pid, 'SIGCONT');
  await waitFor('what the port could hold', () => plugged.output().length > 0);
  assert.ok(plugged.output().length < 1_000 * telegram.length);
});
