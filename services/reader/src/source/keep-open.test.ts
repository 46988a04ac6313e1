import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLineServer } from '../../../../test/support/start-line-server.ts';
import { startPty } from '../../../../test/support/start-pty.ts';
import { waitFor } from '../../../../test/support/wait-for.ts';
import { keepOpen, type LineListener } from './keep-open.ts';
import { type Line, LineError, type OpenLine } from './line.ts';
import { openSource } from './open-source.ts';
import { knownSerialSettings } from './serial-settings.ts';
import { parseSource } from './source-setting.ts';

const [settings] = knownSerialSettings;

class Recorder implements LineListener {
  text = '';
  openings = 0;
  readonly losses: unknown[] = [];
  reopen = false;
  endless = true;

  opened(_line: Line): void {
    this.openings += 1;
    this.reopen = false;
  }

  received(bytes: Uint8Array): void {
    this.text += Buffer.from(bytes).toString('latin1');
  }

  tick(): boolean {
    return this.reopen;
  }

  lost(error: unknown): boolean {
    this.losses.push(error);
    return !this.endless;
  }
}

function listen(source: string, pace: 'meter' | 'fast' = 'meter') {
  const recorder = new Recorder();
  const stop = new AbortController();
  const open: OpenLine = openSource(parseSource(source), pace);
  assert.ok(settings);
  const done = keepOpen((signal) => open(settings, signal), recorder, stop.signal);
  return {
    recorder,
    done,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await done;
    },
  };
}

test('hears what a TCP peer sends', async () => {
  await using server = await startLineServer();
  await using line = listen(`tcp://127.0.0.1:${server.port}`);
  await waitFor('the connection', () => server.clients.size === 1);
  server.send('/hello\r\n');
  await waitFor('the bytes', () => line.recorder.text === '/hello\r\n');
});

test('is back within 2 s when a TCP peer comes back', async () => {
  await using server = await startLineServer();
  await using line = listen(`tcp://127.0.0.1:${server.port}`);
  await waitFor('the connection', () => server.clients.size === 1);
  await server.close();
  await waitFor('refused attempts', () => line.recorder.losses.length >= 2);
  await server.open();
  await waitFor('the connection', () => server.clients.size === 1, { timeoutMs: 2_000 });
});

test('says that a TCP peer cannot be reached', async () => {
  await using server = await startLineServer();
  await server.close();
  await using line = listen(`tcp://127.0.0.1:${server.port}`);
  const loss = await waitFor('the attempt', () => line.recorder.losses[0] as LineError);
  assert.equal(loss.trouble, 'peer-unreachable');
  assert.match(loss.message, /127\.0\.0\.1:\d+ can't be reached/);
});

test('opens a line anew that it is told is dead', async () => {
  await using server = await startLineServer();
  await using line = listen(`tcp://127.0.0.1:${server.port}`);
  await waitFor('the connection', () => line.recorder.openings === 1);
  line.recorder.reopen = true;
  await waitFor('the second connection', () => line.recorder.openings === 2);
  server.send('again');
  await waitFor('the bytes', () => line.recorder.text === 'again');
});

test('hears what comes in on a serial port', async () => {
  await using server = await startLineServer();
  await using pty = await startPty(server.port);
  await using line = listen(pty.path);
  await waitFor('the port', () => line.recorder.openings === 1 && server.clients.size === 1);
  server.send('/hello\r\n');
  await waitFor('the bytes', () => line.recorder.text === '/hello\r\n');
});

test('is back within 2 s when the cable is put back', async () => {
  await using server = await startLineServer();
  await using pty = await startPty(server.port);
  await using line = listen(pty.path);
  await waitFor('the port', () => line.recorder.openings === 1);
  await pty.unplug();
  await waitFor('attempts without a cable', () => line.recorder.losses.length >= 2);
  await pty.plug();
  await waitFor('the port', () => line.recorder.openings === 2, { timeoutMs: 2_000 });
  await waitFor('the bridge', () => server.clients.size === 1);
  server.send('/back\r\n');
  await waitFor('the bytes', () => line.recorder.text === '/back\r\n');
});

test('says that the device is not there', async () => {
  await using line = listen('/nowhere/ttyUSB0');
  const loss = await waitFor('the attempt', () => line.recorder.losses[0] as LineError);
  assert.equal(loss.trouble, 'no-device');
  assert.match(loss.message, /ttyUSB0 is not there: is the cable in/);
});

test('says that another program has the device', async () => {
  await using server = await startLineServer();
  await using pty = await startPty(server.port);
  await using first = listen(pty.path);
  await waitFor('the port', () => first.recorder.openings === 1);
  await using second = listen(pty.path);
  const loss = await waitFor('the attempt', () => second.recorder.losses[0] as LineError);
  assert.equal(loss.trouble, 'device-busy');
});

test('ends at once when it is told to stop', async () => {
  await using server = await startLineServer();
  await using pty = await startPty(server.port);
  const line = listen(pty.path);
  await waitFor('the port', () => line.recorder.openings === 1);
  await line[Symbol.asyncDispose]();
  assert.deepEqual(line.recorder.losses, []);
});

test('ends when it was told to stop while the line was being opened', async () => {
  await using server = await startLineServer();
  const stop = new AbortController();
  assert.ok(settings);
  const openLine: OpenLine = openSource(parseSource(`tcp://127.0.0.1:${server.port}`), 'meter');
  const open = async () => {
    const line = await openLine(settings, new AbortController().signal);
    stop.abort();
    return line;
  };
  await keepOpen(open, new Recorder(), stop.signal);
});

test('does not take a mistake of the program for a fault of the line', async () => {
  await using server = await startLineServer();
  const open: OpenLine = openSource(parseSource(`tcp://127.0.0.1:${server.port}`), 'meter');
  const recorder = new Recorder();
  recorder.received = () => {
    throw new TypeError('a mistake');
  };
  assert.ok(settings);
  const done = keepOpen((signal) => open(settings, signal), recorder, new AbortController().signal);
  await waitFor('the connection', () => recorder.openings === 1 && server.clients.size === 1);
  server.send('/hello\r\n');
  await assert.rejects(done, /a mistake/);
  assert.deepEqual(recorder.losses, []);
});

async function recording(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'smer-file-')), 'telegrams.txt');
  await writeFile(path, text);
  return path;
}

test('reads a recording to its end and not again', async () => {
  const line = listen(`file:${await recording('/a\r\n!\r\n')}`, 'fast');
  line.recorder.endless = false;
  await line.done;
  assert.equal(line.recorder.text, '/a\r\n!\r\n');
  assert.deepEqual(line.recorder.losses, [undefined]);
});

test("replays a recording at the meter's pace", async () => {
  const telegram = (time: string) => `/a\r\n\r\n0-0:1.0.0(${time})\r\n!\r\n`;
  const text = telegram('240101000000W') + telegram('240101000001W');
  const line = listen(`file:${await recording(text)}`);
  line.recorder.endless = false;
  const startedAt = Date.now();
  await line.done;
  assert.equal(line.recorder.text, text);
  assert.ok(Date.now() - startedAt >= 995);
});

test('says that a recording is not there', async () => {
  await using line = listen('file:/nowhere/telegrams.txt');
  const loss = await waitFor('the attempt', () => line.recorder.losses[0] as LineError);
  assert.ok(loss instanceof LineError);
  assert.match(loss.message, /telegrams\.txt can't be read/);
});
