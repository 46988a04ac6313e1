import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLineDecoder, type LineEvent } from '../../services/reader/src/p1/decode-line.ts';
import { plainSettings } from './decode-fixture.ts';
import { loadFixture } from './load-fixture.ts';

const fixture = loadFixture('dsmr-2.2');
const text = fixture.bytes.toString('latin1');
const start = Date.parse(fixture.receivedAt);

const outline = (event: LineEvent) =>
  event.kind === 'rejected' ? `${event.cause}: ${event.detail}` : event.kind;

/** Sends telegrams 10 s apart and says what came of each. */
function send(...telegrams: string[]): string[] {
  const decoder = createLineDecoder(plainSettings);
  return telegrams.flatMap((telegram, index) =>
    decoder.push(Buffer.from(telegram, 'latin1'), start + index * 10_000).map(outline),
  );
}

const low = (kWh: string) => text.replace('00543.210', kWh);

describe('telegrams without a CRC', () => {
  it('enter as long as they are plausible', () => {
    assert.deepEqual(send(text, low('00543.213'), low('00543.213')), Array(3).fill('reading'));
  });

  const damages: [string, string, RegExp][] = [
    ['a register that falls', low('00043.210'), /energyImportedT1Wh fell from 543210 to 43210/],
    ['a register that jumps', low('90543.210'), /energyImportedT1Wh rose from 543210/],
    ['a power beyond the connection', text.replace('0000.98', '9000.98'), /at most 55200 is/],
    ['a line that is lost', text.replace(/1-0:1\.8\.2.*\r\n/, ''), /energyImportedT2Wh is missing/],
    ['a power that is lost', text.replace(/1-0:2\.7\.0.*\r\n/, ''), /powerExportedW is missing/],
    ['a line that is garbled', text.replace('1-0:2.7.0', '1,0:2.7.0'), /is not an object/],
    ['a value that is garbled', text.replace('00067.890', '000x7.890'), /can't be read as energy/],
    ['another identifier', text.replace('4B41', '4B42'), /equipmentIdentifier is not that of/],
    ['gas that falls', text.replace('00124.477', '00024.477'), /volumeDm3 of M-Bus channel 1 fell/],
    ['gas that jumps', text.replace('00124.477', '90124.477'), /volumeDm3 of M-Bus channel 1 rose/],
  ];
  for (const [title, damaged, problem] of damages) {
    it(`stay out with ${title}, and the next good one enters`, () => {
      const [first, second, third] = send(text, damaged, text);
      assert.equal(first, 'reading');
      assert.match(second ?? '', /^implausible: /);
      assert.match(second ?? '', problem);
      assert.equal(third, 'reading');
    });
  }

  it('are refused without a word of what a damaged line holds', () => {
    const [, outcome] = send(text, text.replace('0-1:96.1.0(', '0-1:96.1.0{'));
    assert.match(outcome ?? '', /^implausible: 0-1:96\.1\.0 is not an object$/);
  });

  it('enter after a swap, once three agree with each other', () => {
    const swapped = text.replace('4B41', '4B42').replace('00543.210', '00000.100');
    const outcomes = send(text, swapped, swapped, swapped, swapped).map((each) =>
      each.slice(0, 11),
    );
    assert.deepEqual(outcomes, ['reading', 'implausible', 'implausible', 'reading', 'reading']);
  });

  it('do not agree when each is damaged in another way', () => {
    const outcomes = send(text, low('00043.210'), low('90543.210'), low('00001.000'), text);
    assert.deepEqual(
      outcomes.map((each) => each.slice(0, 11)),
      ['reading', 'implausible', 'implausible', 'implausible', 'reading'],
    );
  });

  it('enter with a line that is never readable', () => {
    const odd = text.replace('0-0:17.0.0(0999.00*kW)', '0-0:17.0.0(0999.00*furlong)');
    const outcomes = send(odd, odd, odd, odd).map((each) => each.slice(0, 11));
    assert.deepEqual(outcomes, ['implausible', 'implausible', 'reading', 'reading']);
  });

  it('enter where a gas meter was swapped for another', () => {
    const swapped = text.replace('3238313031', '3939393939').replace('00124.477', '00000.001');
    assert.deepEqual(send(text, swapped), ['reading', 'reading']);
  });

  it('tell the two hours of the autumn night apart by what came before', () => {
    const decoder = createLineDecoder(plainSettings);
    const night = (time: string, gas: string) =>
      Buffer.from(text.replace('120517030000', time).replace('00124.477', gas), 'latin1');
    const hours = [
      ['121028010000', '00124.400'],
      ['121028020000', '00124.500'],
      ['121028020000', '00124.500'],
      ['121028020000', '00124.600'],
      ['121028020000', '00124.600'],
      ['121028030000', '00124.700'],
    ].map(([time = '', gas = ''], index) => {
      const [event] = decoder.push(night(time, gas), Date.UTC(2012, 9, 28, 4) + index);
      assert.equal(event?.kind, 'reading');
      return new Date(event.reading.gasCapturedAt ?? 0).toISOString().slice(11, 16);
    });
    assert.deepEqual(hours, ['23:00', '00:00', '00:00', '01:00', '01:00', '02:00']);
  });
});
