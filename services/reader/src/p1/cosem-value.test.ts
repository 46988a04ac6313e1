import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readCount, readQuantity, unitSent } from './cosem-value.ts';
import { spanOf } from './span.ts';
import { type Unit, unitOf } from './unit.ts';

function unit(symbol: string): Unit {
  const found = unitOf(symbol);
  assert.ok(found);
  return found;
}

describe('readQuantity', () => {
  const values: [string, string, number][] = [
    ['000123.456*kWh', 'kWh', 123456],
    ['001.001*kW', 'kW', 1001],
    ['000134904*Wh', 'kWh', 134904],
    ['00052185.7825309*kWh', 'kWh', 52185783],
    ['002124.86*W', 'kW', 2125],
    ['000000.5*Wh', 'kWh', 1],
    ['000000.4999999*Wh', 'kWh', 0],
    ['1*MWh', 'kWh', 1_000_000],
    ['12.34*GJ', 'GJ', 12_340_000_000],
    ['5*MJ', 'GJ', 5_000_000],
    ['00012.345*m3', 'm3', 12345],
    ['12*dm3', 'm3', 12],
    ['230.1*V', 'V', 230.1],
    ['000.48*A', 'A', 0.48],
    ['0001.229*kVAr', 'kvar', 1229],
    ['1.5*kw', 'kW', 1500],
    ['-063*A', 'A', -63],
    ['-00.024*kW', 'kW', -24],
    ['-00.000*kW', 'kW', 0],
    ['50', 'Hz', 50],
    ['-0.853', '', -0.853],
    ['0000000240*s', 's', 240],
    ['140737488355328*Wh', 'Wh', 2 ** 47],
  ];
  for (const [sent, symbol, value] of values) {
    it(`reads ${sent} as ${value}`, () => {
      assert.equal(readQuantity(spanOf(sent), unit(symbol)), value);
    });
  }

  const unreadable: [string, string][] = [
    ['', 'kW'],
    ['*kW', 'kW'],
    ['-*kW', 'kW'],
    ['.5*kW', 'kW'],
    ['5.*kW', 'kW'],
    ['5', 'kW'],
    ['5*', 'kW'],
    ['5kW', 'kW'],
    ['5*kWh', 'kW'],
    ['5*XY', 'kW'],
    ['5*XYZ', 'kWh'],
    ['1.2.3*kW', 'kW'],
    ['0x10*kW', 'kW'],
    ['1e3*kW', 'kW'],
    ['+5*kW', 'kW'],
    [' 5*kW', 'kW'],
    ['5*kW ', 'kW'],
    ['140737488355329*Wh', 'Wh'],
    ['-9007199254740*kWh', 'kWh'],
    ['9007199254740993*Wh', 'Wh'],
    ['99999999999999999999999999999.9*kWh', 'kWh'],
    ['0.00000000000000000000000000001*V', 'V'],
    ['5*V', ''],
  ];
  for (const [sent, symbol] of unreadable) {
    it(`does not read ${sent || 'nothing'} as ${symbol || 'a number'}`, () => {
      const value = readQuantity(spanOf(sent), unit(symbol));
      assert.equal(value, undefined);
    });
  }

  it('gives the very number of its decimal text', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.integer({ min: 0, max: 3 }), (digits, decimals) => {
        const text = String(digits).padStart(decimals + 1, '0');
        const whole = text.slice(0, text.length - decimals);
        const sent = decimals ? `${whole}.${text.slice(-decimals)}` : whole;
        assert.equal(readQuantity(spanOf(`${sent}*V`), unit('V')), Number(sent));
        assert.equal(
          readQuantity(spanOf(`${sent}*kWh`), unit('kWh')),
          digits * 10 ** (3 - decimals),
        );
      }),
    );
  });
});

describe('readCount', () => {
  it('reads digits', () => assert.equal(readCount(spanOf('00013')), 13));
  for (const sent of ['', '1.0', '-1', '1*s', '99999999999999999999']) {
    it(`does not read ${sent || 'nothing'}`, () =>
      assert.equal(readCount(spanOf(sent)), undefined));
  }
});

describe('unitSent', () => {
  it('tells the unit behind the star', () => assert.equal(unitSent(spanOf('1*kVA'))?.base, 'VA'));
  it('tells that there is none', () => assert.equal(unitSent(spanOf('1'))?.base, ''));
  it('does not know any other', () => assert.equal(unitSent(spanOf('1*furlong')), undefined));
});
