import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RejectionCause } from '@smer/shared/link';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { LinkTracker } from './link-tracker.ts';
import { createLineDecoder } from './p1/decode-line.ts';
import { type MeterParts, MeterReader } from './read-meter.ts';
import { LineWatch } from './source/line-watch.ts';

const plainDecoder = () =>
  createLineDecoder({
    meter: 'main',
    zone: createTimeZone('Europe/Amsterdam'),
    authenticationKey: 'none',
  });

/** A reader whose line was just opened, and the two clocks it goes by. */
function openLine(source: MeterParts['source']) {
  const now = { clockMs: 1_700_000_000_000, uptimeMs: 0 };
  const link = new LinkTracker(
    { meter: 'main', source: 'a line', since: () => 0 },
    () => undefined,
  );
  const reader = new MeterReader({
    clock: () => now.clockMs,
    uptime: () => now.uptimeMs,
    logger: createLogger('reader', 'silent'),
    link,
    watch: new LineWatch({ serial: source === 'serial' }),
    source,
    decoder: plainDecoder(),
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

const identification = '/ISk5\\2MT382-1000\r\n\r\n';
const power = '1-0:1.7.0(00.318*kW)\r\n';

for (const [what, error] of [
  ['hangs up', undefined],
  ['breaks the connection off', new Error('read ECONNRESET')],
] as const) {
  test(`says so until a telegram comes, of a gateway that ${what}`, () => {
    const { reader, link, open } = openLine('tcp');
    reader.lost(error);
    open();
    assert.equal(link.status().trouble, 'peer-unreachable');
    reader.received(Buffer.from('Port already in use\r\n'));
    assert.equal(link.status().trouble, 'peer-unreachable');
    reader.received(Buffer.from(`${identification}${power}!\r\n`));
    assert.equal(link.status().trouble, undefined);
  });
}

/** What can be wrong with a telegram that came as it was sent, or nearly. */
const framed: [RejectionCause, Buffer][] = [
  ['checksum-missing', Buffer.from(`${identification}1-3:0.2.8(50)\r\n${power}!\r\n`)],
  ['checksum', Buffer.from(`${identification}${power}!ABCD\r\n`)],
  ['not-a-telegram', Buffer.from(`${identification}0-0:96.13.0()\r\n!\r\n`)],
  ['implausible', Buffer.from(`${identification}1-0:1.7.0(99.999*kW)\r\n!\r\n`)],
  ['decryption', Buffer.from(`db08${'41'.repeat(8)}820021300${'0'.repeat(63)}`, 'hex')],
];

for (const [cause, bytes] of framed) {
  test(`keeps to the settings that bring whole telegrams, though rejected for: ${cause}`, () => {
    const { reader, link, pass } = openLine('serial');
    for (let sent = 1; sent <= 12; sent += 1) {
      pass(10_000);
      reader.received(bytes);
      assert.equal(reader.tick(), false, `after ${sent} telegrams`);
    }
    assert.deepEqual(link.status().rejected, { [cause]: 12 });
  });
}

test('tries other settings where noise looks like the ends of a telegram', () => {
  const { reader, link, pass } = openLine('serial');
  reader.received(Buffer.from('\0/\x7f\xf0\0!ABCD\0', 'latin1'));
  assert.deepEqual(link.status().rejected, { checksum: 1 });
  pass(12_000);
  reader.received(Buffer.of(0xf0));
  assert.equal(reader.tick(), true);
});
