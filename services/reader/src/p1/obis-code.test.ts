import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notObis, obisCode } from './obis-code.ts';

describe('obisCode', () => {
  const same: [string, string][] = [
    ['1-0:1.8.1*255', '1-0:1.8.1'],
    ['1-0:1.8.1.255', '1-0:1.8.1'],
    ['1-0:99:97.0', '1-0:99.97.0'],
    ['1-0:72:32:0', '1-0:72.32.0'],
    ['0:96.7.19', '0-0:96.7.19'],
    ['1-0:01.08.001', '1-0:1.8.1'],
  ];
  for (const [sent, meant] of same) {
    it(`takes ${sent} for ${meant}`, () => assert.equal(obisCode(sent), obisCode(meant)));
  }

  it('tells all references apart', () => {
    const references = [
      '1-0:1.8.1',
      '1-0:1.8.2',
      '1-1:1.8.1',
      '0-0:1.8.1',
      '1-0:2.8.1',
      '1-0:1.7.1',
    ];
    assert.equal(new Set(references.map(obisCode)).size, references.length);
  });

  it('gives codes that fit in 31 bits', () => {
    assert.equal(obisCode('15-7:255.255.255'), 2 ** 31 - 1);
    assert.equal(obisCode('0-0:0.0.0'), 0);
  });

  const others = [
    '',
    '(',
    '1,0:2.7.0',
    '1-0:1.8',
    '1-0:1.8.',
    '1-0:1.8.1*254',
    '1-0:1.8.1*',
    '1-0:1.8.1*255*255',
    '1-0:1.8.256',
    '1-8:1.8.1',
    '16-0:1.8.1',
    '1-0.1.8.1',
    '1:0-1.8.1',
    '1-0:1-8.1',
    '1-0:1.8.1x',
    '-0:1.8.1',
    '1-0:99999999999999999999.8.1',
    'Hello',
  ];
  for (const sent of others) {
    it(`takes ${sent || 'nothing'} for no reference`, () => assert.equal(obisCode(sent), notObis));
  }
});
