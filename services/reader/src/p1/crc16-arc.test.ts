import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { crc16Arc } from './crc16-arc.ts';

function bitByBit(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

describe('crc16Arc', () => {
  const vectors: [string, number][] = [
    ['123456789', 0xbb3d],
    ['/Foo\r\n\r\n1-3:0.2.8(50)\r\n!', 0x7773],
    ['/TST512345\r\n\r\nHello, world!\r\n!', 0x25b5],
    ['/KFM5KAIFA-METER\r\n\r\n1-0:1.8.1(000671.578*kWh)\r\n1-0:1.7.0(00.318*kW)\r\n!', 0x1e1d],
    ['', 0],
  ];
  for (const [text, crc] of vectors) {
    it(`gives ${crc.toString(16)} for ${JSON.stringify(text.slice(0, 20))}`, () => {
      const bytes = Buffer.from(text, 'latin1');
      assert.equal(crc16Arc(bytes, 0, bytes.length), crc);
    });
  }

  it('gives what the definition gives, bit by bit, for any part of any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(100),
        fc.nat(100),
        (bytes, one, other) => {
          const start = Math.min(one, other, bytes.length);
          const end = Math.min(Math.max(one, other), bytes.length);
          assert.equal(crc16Arc(bytes, start, end), bitByBit(bytes.subarray(start, end)));
        },
      ),
    );
  });
});
