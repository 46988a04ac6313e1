import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { Line } from '../../services/reader/src/source/line.ts';
import { openSerial } from '../../services/reader/src/source/open-serial.ts';
import { parseSerialSettings } from '../../services/reader/src/source/serial-settings.ts';
import { type LineServer, startLineServer } from '../support/start-line-server.ts';
import { type StartedPty, startPty } from '../support/start-pty.ts';

interface OpenedPort extends AsyncDisposable {
  readonly meter: LineServer;
  readonly pty: StartedPty;
  readonly line: Line;
}

async function openPort(): Promise<OpenedPort> {
  const started = new AsyncDisposableStack();
  const meter = started.use(await startLineServer());
  const pty = started.use(await startPty(meter.port));
  const line = await openSerial(pty.path, parseSerialSettings('115200-8N1'));
  started.defer(() => line.close());
  return { meter, pty, line, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

const limit = { timeout: 10_000 };

test('reads a port to the moment that it hangs up', limit, async () => {
  await using port = await openPort();
  const chunks = port.line.chunks[Symbol.asyncIterator]();
  for (const sent of ['/SMER', '!0000']) {
    port.meter.send(sent);
    const { value } = await chunks.next();
    assert.equal(Buffer.from(value).toString(), sent);
  }
  const ended = assert.rejects(chunks.next());
  await port.pty.unplug();
  await ended;
});

test('ends on a port that hung up while nobody read it', limit, async () => {
  await using port = await openPort();
  await port.pty.unplug();
  await assert.rejects(text(port.line.chunks));
});

test('ends when it is closed', limit, async () => {
  await using port = await openPort();
  const ended = assert.rejects(text(port.line.chunks));
  await port.line.close();
  await ended;
});
