import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { maskTelegram, shortenIdentifier } from './mask-telegram.ts';

describe('maskTelegram', () => {
  const masked = [
    ['0-0:96.1.1(4530303434)', '0-0:96.1.1(XXXXXXXXXX)'],
    ['0-1:96.1.0(47303036)', '0-1:96.1.0(XXXXXXXX)'],
    ['0-2:96.1.2(353431)', '0-2:96.1.2(XXXXXX)'],
    ['0-0:96.1.255*255(1LGZ00)', '0-0:96.1.255*255(XXXXXX)'],
    ['0-0:42.0.0(53414735303030)', '0-0:42.0.0(XXXXXXXXXXXXXX)'],
    ['1-0:0.0.0(12345678)', '1-0:0.0.0(XXXXXXXX)'],
    ['7-0:0.0.0(3031)', '7-0:0.0.0(XXXX)'],
    ['0-0:96.13.0(48616C6C6F)', '0-0:96.13.0(XXXXXXXXXX)'],
    ['0-0:96.13.1(31)', '0-0:96.13.1(XX)'],
    ['0-0:96.13.0(see /info (now!) :-)', '0-0:96.13.0(XXXXXXXXXXXXXXXXXXX)'],
    ['0-0:96.1.1()', '0-0:96.1.1()'],
    ['0-0:96:1.1(45303034)', '0-0:96:1.1(XXXXXXXX)'],
    ['0:96.1.1(45303034)', '0:96.1.1(XXXXXXXX)'],
    ['0-0:96.1.1.255(45303034)', '0-0:96.1.1.255(XXXXXXXX)'],
    ['/KMP5 KA6U001122334455', '/KMP5 KA6UXXXXXXXXXXXX'],
  ] as const;
  for (const [line, expected] of masked) {
    it(`masks ${line}`, () => assert.equal(maskTelegram(line), expected));
  }

  const kept = [
    '/ISK5\\2M550T-1012',
    '0-0:96.1.4(50217)',
    '0-0:96.14.0(0002)',
    '0-0:96.7.21(00004)',
    '1-0:1.8.1(000671.578*kWh)',
    '0-1:24.2.1(101209112500W)(12785.123*m3)',
    '1-0:99.97.0(1)(0-0:96.7.19)(101208152415W)(0000000240*s)',
    '!E47C',
  ];
  for (const line of kept) {
    it(`keeps ${line}`, () => assert.equal(maskTelegram(line), line));
  }

  it('masks every value group of a line', () => {
    assert.equal(maskTelegram('0-0:96.1.1(4142)(43)'), '0-0:96.1.1(XXXX)(XX)');
  });

  it('keeps the line ends as on the wire', () => {
    assert.equal(
      maskTelegram('/ABC\r\n\r\n0-0:96.1.1(41)\r\n!\r\n'),
      '/ABC\r\n\r\n0-0:96.1.1(XX)\r\n!\r\n',
    );
  });
});

describe('maskTelegram of every recorded telegram', () => {
  const folder = new URL('../../../test/telegrams/', import.meta.url);
  const identifierKeys =
    /"(?:\w*equipmentIdentifier|connectionIdentifier|textMessage)":"([^"]{6,})"/gi;

  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
    it(`leaves no identifier in ${name}`, () => {
      const masked = maskTelegram(readFileSync(new URL(name, folder), 'latin1')).toUpperCase();
      const expected = readFileSync(new URL(name.replace('.txt', '.json'), folder), 'utf8');
      const compact = JSON.stringify(JSON.parse(expected));
      for (const [, identifier = ''] of compact.matchAll(identifierKeys)) {
        for (const form of [identifier, Buffer.from(identifier).toString('hex')]) {
          assert.ok(!masked.includes(form.toUpperCase()), `${identifier} as ${form}`);
        }
      }
    });
  }
});

describe('shortenIdentifier', () => {
  it('keeps the beginning and the end', () => {
    assert.equal(shortenIdentifier('E0043007052870318'), 'E004…18');
  });

  it('leaves a short one alone', () => {
    assert.equal(shortenIdentifier('12345678'), '12345678');
  });
});
