import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recogniseNoise } from './recognise-noise.ts';

interface Framing {
  readonly baud: number;
  readonly dataBits: 7 | 8;
  readonly parity: boolean;
}

const fast: Framing = { baud: 115_200, dataBits: 8, parity: false };
const slow: Framing = { baud: 9_600, dataBits: 7, parity: true };
const slowAs8: Framing = { baud: 9_600, dataBits: 8, parity: false };

const telegram = Buffer.from(
  `/ISk5\\2MT382-1000\r\n\r\n${Array.from(
    { length: 12 },
    (_, index) => `1-0:${index + 1}.8.1(00${1234 + index * 77}.${567 + index}*kWh)\r\n`,
  ).join('')}!\r\n`,
);

/** The level of the line over time while these bytes are sent: 1 is idle. */
function send(bytes: Uint8Array, { baud, dataBits, parity }: Framing) {
  const levels: number[] = [];
  for (const byte of bytes) {
    const bits = Array.from({ length: dataBits }, (_, bit) => (byte >> bit) & 1);
    const ones = bits.reduce((sum, bit) => sum + bit, 0);
    levels.push(0, ...bits, ...(parity ? [ones & 1] : []), 1);
  }
  return { levels, bitS: 1 / baud };
}

/** What a UART makes of a line: it waits for an edge, then samples the middle of each bit. */
function receive(line: ReturnType<typeof send>, framing: Framing, inverted: boolean): Buffer {
  const levelAt = (timeS: number) => {
    const level = line.levels[Math.floor(timeS / line.bitS)] ?? 1;
    return inverted ? 1 - level : level;
  };
  const bitS = 1 / framing.baud;
  const frameBits = framing.dataBits + (framing.parity ? 1 : 0);
  const endS = line.levels.length * line.bitS;
  const received: number[] = [];
  for (let timeS = 0; timeS < endS; timeS += bitS / 16) {
    if (levelAt(timeS) === 1) continue;
    let byte = 0;
    for (let bit = 0; bit < framing.dataBits; bit++) {
      byte |= levelAt(timeS + bitS * (1.5 + bit)) << bit;
    }
    received.push(byte);
    timeS += bitS * (frameBits + 1.5);
    while (timeS < endS && levelAt(timeS) === 0) timeS += bitS / 16;
  }
  return Buffer.from(received);
}

const many = Buffer.concat(Array.from({ length: 20 }, () => telegram));

describe('recogniseNoise', () => {
  it('says nothing of text, as of a telegram joined in the middle', () => {
    assert.equal(recogniseNoise(receive(send(telegram, fast), fast, false)), undefined);
    assert.equal(
      recogniseNoise(Buffer.from('Good morning, this is a message. '.repeat(4))),
      undefined,
    );
  });

  it('says nothing of a few bytes', () => {
    assert.equal(recogniseNoise(Buffer.alloc(63, 0xff)), undefined);
  });

  it('recognises an inverted signal at 115200', () => {
    const trouble = recogniseNoise(receive(send(telegram, fast), fast, true))?.trouble;
    assert.equal(trouble, 'inverted-signal');
  });

  const wrongSpeeds: [string, Framing, Framing][] = [
    ['9600 7E1 read as 115200 8N1', slow, fast],
    ['115200 8N1 read as 9600 7E1', fast, slow],
    ['115200 8N1 read as 9600 8N1', fast, slowAs8],
    ['9600 7E1 read as 9600 8N1', slow, slowAs8],
  ];
  for (const [title, sent, read] of wrongSpeeds) {
    it(`recognises ${title}`, () => {
      const trouble = recogniseNoise(receive(send(many, sent), read, false))?.trouble;
      assert.equal(trouble, 'wrong-speed');
    });
  }

  it('names the setting where the parity bit is read as data', () => {
    const { detail } = recogniseNoise(receive(send(many, slow), slowAs8, false)) ?? {};
    assert.match(detail ?? '', /P1_SERIAL=9600-7E1/);
  });

  it('recognises a telegram of which many bytes are damaged', () => {
    const damaged = telegram.map((byte, index) => (index % 10 === 0 ? 0x80 | byte : byte));
    assert.equal(recogniseNoise(damaged)?.trouble, 'noise');
  });

  it('recognises HDLC and wired M-Bus, of which one whole frame is enough', () => {
    const hdlc = Buffer.from([0x7e, 0xa0, 0x09, 1, 2, 3, 4, 5, 6, 7, 0x7e]);
    const wiredMbus = Buffer.from([0x68, 3, 3, 0x68, 1, 2, 3, 6, 0x16]);
    assert.equal(recogniseNoise(hdlc)?.trouble, 'dlms');
    assert.equal(recogniseNoise(wiredMbus)?.trouble, 'dlms');
  });

  it('does not take a lone flag for a frame', () => {
    const flags = [
      Buffer.from([0x7e, 0xa0, 0x30]),
      Buffer.from([0x68, 3, 3, 0x68, 1, 2, 3, 6, 0x17]),
    ];
    for (const bytes of flags) assert.equal(recogniseNoise(bytes), undefined);
  });
});
