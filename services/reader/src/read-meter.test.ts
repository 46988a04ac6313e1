import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { LinkTracker } from './link-tracker.ts';
import { createLineDecoder, type LineDecoder } from './p1/decode-line.ts';
import { type MeterParts, MeterReader } from './read-meter.ts';
import { LineWatch } from './source/line-watch.ts';

const plainDecoder = () =>
  createLineDecoder({
    meter: 'main',
    zone: createTimeZone('Europe/Amsterdam'),
    authenticationKey: 'none',
  });

/** A reader whose line was just opened, and the two clocks it goes by. */
function openLine(source: MeterParts['source'], decoder: LineDecoder = plainDecoder()) {
  const now = { clockMs: 1_700_000_000_000, uptimeMs: 0 };
  const link = new LinkTracker({ meter: 'main', source: 'a line', since: 0 }, () => undefined);
  const reader = new MeterReader({
    clock: () => now.clockMs,
    uptime: () => now.uptimeMs,
    logger: createLogger('reader', 'silent'),
    link,
    watch: new LineWatch({ serial: source === 'serial' }),
    source,
    decoder,
    publish: () => undefined,
  });
  const open = () => {
    const chunks = (async function* () {})();
    reader.opened({ device: 'a line', chunks, close: async () => undefined });
  };
  open();
  const pass = (ms: number) => {
    now.clockMs += ms;
    now.uptimeMs += ms;
  };
  return { reader, link, now, pass, open };
}

test('asks to open a meter anew that says nothing', () => {
  const { reader, pass } = openLine('tcp');
  pass(60_000);
  assert.equal(reader.tick(), true);
});

test('waits for a recording that pauses', () => {
  const { reader, pass } = openLine('file');
  pass(60_000);
  assert.equal(reader.tick(), false);
});

test('asks to open a silent meter anew though the clock was set back', () => {
  const { reader, now, pass } = openLine('serial');
  now.clockMs -= 3_600_000;
  pass(13_000);
  assert.equal(reader.tick(), true);
});

test('does not call a line silent because the clock was set on', () => {
  const { reader, now, pass } = openLine('serial');
  now.clockMs += 3_600_000;
  pass(1_000);
  assert.equal(reader.tick(), false);
});

test('reads a telegram on whose way the clock was set', () => {
  const { reader, link, now, pass } = openLine('tcp');
  const telegram = Buffer.from('/ISk5\\2MT382-1000\r\n\r\n1-0:1.7.0(00.318*kW)\r\n!\r\n');
  reader.received(telegram.subarray(0, 20));
  now.clockMs += 3_600_000;
  pass(60);
  reader.tick();
  reader.received(telegram.subarray(20));
  assert.equal(link.status().telegrams, 1);
});

for (const [what, error] of [
  ['hangs up', undefined],
  ['breaks the connection off', new Error('read ECONNRESET')],
] as const) {
  test(`says so until bytes come, of a gateway that ${what}`, () => {
    const { reader, link, open } = openLine('tcp');
    reader.lost(error);
    open();
    assert.equal(link.status().trouble, 'peer-unreachable');
    reader.received(Buffer.from('/'));
    assert.equal(link.status().trouble, undefined);
  });
}

for (const cause of ['decryption', 'replayed-frame'] as const) {
  test(`keeps to the settings with which whole frames come, though of ${cause}`, () => {
    const decoder: LineDecoder = {
      push: () => [{ kind: 'rejected', cause, bytes: 100 }],
      idle: () => [],
      reset: () => undefined,
    };
    const { reader, pass } = openLine('serial', decoder);
    for (let frame = 0; frame < 12; frame += 1) {
      pass(10_000);
      reader.received(Buffer.alloc(100));
      assert.equal(reader.tick(), false, `after ${frame} frames`);
    }
  });
}
