import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import { createLineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { renderTelegram } from '../meter/render-telegram.ts';
import { plainSettings } from './decode-fixture.ts';

const imported = (tariff: number, kWh: string) => `1-0:1.8.${tariff}(${kWh}*kWh)`;
const exported = (tariff: number, kWh: string) => `1-0:2.8.${tariff}(${kWh}*kWh)`;

/** What a meter that sends each of these groups of lines in turn has counted, after the last. */
function readingOf(...telegrams: string[][]): Reading {
  const decoder = createLineDecoder(plainSettings);
  const events = telegrams.flatMap((lines) => decoder.push(renderTelegram('ISk5\\2', lines), 0));
  const event = events.at(-1);
  assert.ok(event?.kind === 'reading');
  return event.reading;
}

const totalsOf = ({ energyImportedWh, energyExportedWh }: Reading) => [
  energyImportedWh,
  energyExportedWh,
];

const cases: { title: string; lines: string[]; totals: (number | undefined)[] }[] = [
  {
    title: 'are left out where there are two tariffs, which have fields of their own',
    lines: [imported(1, '000001.000'), imported(2, '000002.000'), exported(1, '000004.000')],
    totals: [undefined, undefined],
  },
  {
    title: 'are left out where there are two tariffs under Israeli references',
    lines: [imported(11, '000001.000'), imported(12, '000002.000'), exported(12, '000004.000')],
    totals: [undefined, undefined],
  },
  {
    title: 'are the sum of tariffs 1 and 3',
    lines: [imported(1, '000001.000'), imported(3, '000004.000')],
    totals: [5_000, undefined],
  },
  {
    title: 'are the sum of tariffs 1 and 5',
    lines: [exported(1, '000001.001'), exported(5, '000004.002')],
    totals: [undefined, 5_003],
  },
  {
    title: 'are the sum of all sixteen tariffs',
    lines: Array.from({ length: 16 }, (_, index) => [
      imported(index + 1, `0${(2 ** index).toFixed(3)}`),
      exported(index + 1, `00${(3 * 2 ** index).toFixed(3)}`),
    ]).flat(),
    totals: [65_535_000, 196_605_000],
  },
  {
    title: 'are the sum of the tariffs of either direction by itself',
    lines: [imported(1, '000001.000'), imported(3, '000002.000'), exported(1, '000004.000')],
    totals: [3_000, undefined],
  },
  {
    title: 'are those of the meter where it sends some, before the tariffs or behind',
    lines: [
      imported(0, '000008.001'),
      imported(1, '000003.000'),
      imported(3, '000005.000'),
      exported(3, '000001.000'),
      exported(0, '000001.001'),
    ],
    totals: [8_001, 1_001],
  },
  {
    title: 'are not made up for one of the meter that can not be read',
    lines: [imported(0, '00000x.001'), imported(1, '000003.000'), imported(3, '000005.000')],
    totals: [undefined, undefined],
  },
  {
    title: 'have a tariff that is sent twice in them once, as the last line says',
    lines: [imported(1, '000001.000'), imported(5, '000002.000'), imported(5, '000004.000')],
    totals: [5_000, undefined],
  },
  {
    title: 'have a tariff of Switzerland in them',
    lines: ['1-1:1.8.1(000001.000*kWh)', imported(3, '000002.000')],
    totals: [3_000, undefined],
  },
];

describe('the totals of energy', () => {
  for (const { title, lines, totals } of cases) {
    it(title, () => assert.deepEqual(totalsOf(readingOf(lines)), totals));
  }

  for (const tariff of [1, 3, 5]) {
    it(`are left out where tariff ${tariff} can not be read`, () => {
      const readable = [1, 3, 4, 5].map((each) => imported(each, '000001.000'));
      const damaged = readable.map((line) => line.replace(`.${tariff}(0`, `.${tariff}(x`));
      const reading = readingOf(readable, damaged);
      assert.deepEqual(totalsOf(reading), [undefined, undefined]);
      assert.equal(reading.warnings.length, 1);
      assert.deepEqual(totalsOf(readingOf(readable, damaged, readable)), [4_000, undefined]);
    });
  }

  it('leave tariffs that have no field of their own as they were sent', () => {
    const { otherObjects, warnings } = readingOf([
      imported(1, '000001.000'),
      imported(5, '000002.000'),
    ]);
    assert.deepEqual(otherObjects, [{ reference: '1-0:1.8.5', values: ['000002.000*kWh'] }]);
    assert.deepEqual(warnings, []);
  });
});
