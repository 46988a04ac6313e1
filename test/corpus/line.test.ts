import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLineDecoder, type LineEvent } from '../../services/reader/src/p1/decode-line.ts';
import { renderTelegram } from '../meter/render-telegram.ts';
import { decodeAll, plainSettings } from './decode-fixture.ts';
import { loadFixture } from './load-fixture.ts';

const dsmr5 = loadFixture('dsmr-5');
const dsmr2 = loadFixture('dsmr-2.2');
const bare = loadFixture('deviation-06-no-terminator').bytes;
const bareOnce = bare.subarray(0, bare.length / 2);

const outline = (events: LineEvent[]) =>
  events.map((event) => (event.kind === 'rejected' ? event.cause : event.kind));
const withoutCrc = (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace(/!\w+/, '!'), 'latin1');

describe('a line', () => {
  it('gives the moment at which the telegram was complete', () => {
    const decoder = createLineDecoder(plainSettings);
    decoder.push(dsmr5.bytes.subarray(0, 100), 1_000);
    const [event] = decoder.push(dsmr5.bytes.subarray(100), 1_250);
    assert.equal(event?.kind === 'reading' && event.reading.receivedAt, 1_250);
  });

  it('keeps what a telegram tells beside a power that can not be read', () => {
    const [event] = decodeAll(
      createLineDecoder(plainSettings),
      renderTelegram('TST5 TEST', ['1-0:1.8.1(000001.500*kWh)', '1-0:1.7.0(0x.512*kW)']),
    );
    assert.ok(event?.kind === 'reading');
    const { energyImportedT1Wh, usageWatts, warnings } = event.reading;
    assert.deepEqual([energyImportedT1Wh, usageWatts], [1_500, undefined]);
    assert.equal(warnings[0]?.line, '1-0:1.7.0(0x.512*kW)');
  });

  it('takes a telegram without objects for none', () => {
    const events = decodeAll(
      createLineDecoder(plainSettings),
      renderTelegram('TST5 TEST', ['Hello, world!']),
    );
    assert.deepEqual(outline(events), ['not-a-telegram']);
  });

  it('reads a failure by the clock of the meter that tells it, not of the one before', () => {
    const decoder = createLineDecoder(plainSettings);
    const failure = '1-0:99.97.0(1)(0-0:96.7.19)(240115031500W)(0000000301*s)';
    const endedAt = ['ESO5 LITHUANIAN', 'TST5 OTHER', 'TST5 OTHER'].map((identification) => {
      const [event] = decodeAll(decoder, renderTelegram(identification, [failure]));
      return event?.kind === 'reading' && event.reading.powerFailureLog?.[0]?.endedAt;
    });
    const [eastern, central] = ['2024-01-15T03:15:00+02:00', '2024-01-15T03:15:00+01:00'];
    assert.deepEqual(
      endedAt,
      [eastern, central, central].map((time) => Date.parse(time)),
    );
  });

  it('goes on after a last line that lost its parenthesis', () => {
    const decoder = createLineDecoder(plainSettings);
    const lines = ['1-0:1.8.1(00001.000*kWh)', '1-0:1.7.0(0000.25*kW)', '1-0:2.7.0(0000.00*kW)'];
    const whole = ['/ISk5\\2MT382-1000', '', ...lines, '0-1:24.4.0(1)', ''].join('\r\n');
    const damaged = whole.replace('0(1)\r\n', '0)');
    const events = [whole, damaged, whole].flatMap((text, index) => {
      const now = index * 10_000;
      return [...decoder.push(Buffer.from(text, 'latin1'), now), ...decoder.idle(now + 600)];
    });
    assert.deepEqual(outline(events), ['reading', 'implausible', 'reading']);
  });

  it('gives the moment of the last byte for a telegram that silence ends', () => {
    const decoder = createLineDecoder(plainSettings);
    const now = Date.UTC(2025, 3, 24);
    decoder.push(bareOnce, now);
    assert.deepEqual(decoder.idle(now + 400), []);
    const [event] = decoder.idle(Number.MAX_SAFE_INTEGER);
    assert.equal(event?.kind === 'reading' && event.reading.receivedAt, now);
  });

  it('does not take half a telegram for a whole one from a meter that ends them', () => {
    const decoder = createLineDecoder(plainSettings);
    decoder.push(dsmr2.bytes, Date.parse(dsmr2.receivedAt));
    const half = dsmr2.bytes.subarray(0, dsmr2.bytes.indexOf('0-1:24.1.0'));
    assert.deepEqual(outline(decodeAll(decoder, half, Date.parse(dsmr2.receivedAt))), ['timeout']);
  });

  it('goes on with a meter that sends no terminator after a bit made one', () => {
    const now = Date.UTC(2025, 3, 24);
    const decoder = createLineDecoder(plainSettings);
    const flipped = Buffer.from(
      bareOnce.toString('latin1').replace('\n1-0:2.7.0', '\n!-0:2.7.0'),
      'latin1',
    );
    assert.deepEqual(outline(decodeAll(decoder, flipped, now)), ['checksum', 'noise']);
    assert.deepEqual(outline(decodeAll(decoder, bareOnce, now)), ['reading']);
  });

  it('waits out a pause within a telegram', () => {
    const decoder = createLineDecoder(plainSettings);
    decoder.push(dsmr5.bytes.subarray(0, 500), 0);
    assert.deepEqual(decoder.idle(14_000), []);
    assert.deepEqual(outline(decoder.push(dsmr5.bytes.subarray(500), 14_100)), ['reading']);
  });

  it('gives a half telegram up after 15 s', () => {
    const decoder = createLineDecoder(plainSettings);
    decoder.push(dsmr5.bytes.subarray(0, 500), 0);
    assert.deepEqual(outline(decoder.idle(15_000)), ['timeout']);
    assert.deepEqual(outline(decoder.push(dsmr5.bytes, 16_000)), ['reading']);
  });

  it('forgets a half telegram when it is opened again', () => {
    const decoder = createLineDecoder(plainSettings);
    decoder.push(dsmr5.bytes.subarray(0, 500), 0);
    decoder.reset();
    const events = decodeAll(decoder, dsmr5.bytes.subarray(500), 0);
    assert.deepEqual(outline(events), ['noise']);
  });

  it('asks a meter that has sent a CRC for one ever after', () => {
    const sweden = loadFixture('sweden').bytes;
    const decoder = createLineDecoder(plainSettings);
    assert.deepEqual(outline(decoder.push(withoutCrc(sweden), 0)), ['reading']);
    assert.deepEqual(outline(decoder.push(sweden, 0)), ['reading']);
    assert.deepEqual(outline(decoder.push(withoutCrc(sweden), 0)), ['checksum-missing']);
  });

  it('bounds a line and a telegram', () => {
    const longLine = Buffer.concat([
      Buffer.from('/ISk5\r\n0-0:96.13.0('),
      Buffer.alloc(4_100, 0x41),
    ]);
    assert.deepEqual(outline(createLineDecoder(plainSettings).push(longLine, 0)), ['oversize']);
    const lines = '1-0:1.7.0(00.500*kW)\r\n'.repeat(750);
    const longTelegram = Buffer.from(`/ISk5\r\n${lines}!\r\n`);
    assert.deepEqual(outline(createLineDecoder(plainSettings).push(longTelegram, 0)), ['oversize']);
  });

  it('does not slow down on a flood of cut telegrams', () => {
    const flood = Buffer.from('\r\n/a'.repeat(250_000));
    const decoder = createLineDecoder(plainSettings);
    const begun = performance.now();
    decoder.push(flood, 0);
    assert.ok(performance.now() - begun < 10_000);
  });

  it('reports a stream of NUL, which is what a line read much too fast looks like', () => {
    const decoder = createLineDecoder(plainSettings);
    const [rejected, trouble] = decoder.push(Buffer.alloc(1_024), 0);
    assert.deepEqual(outline(rejected ? [rejected] : []), ['noise']);
    assert.equal(trouble?.kind === 'trouble' && trouble.trouble, 'wrong-speed');
  });

  it('keeps a lone character in doubt until more come, or silence', () => {
    const decoder = createLineDecoder(plainSettings);
    assert.deepEqual(decoder.push(Buffer.from('x/ab'), 0), []);
    assert.deepEqual(outline(decoder.idle(600)), ['noise']);
  });
});
