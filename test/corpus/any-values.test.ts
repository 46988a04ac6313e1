import assert from 'node:assert/strict';
import { it } from 'node:test';
import { reading } from '@smer/shared/reading';
import fc from 'fast-check';
import { createLineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { renderTelegram } from '../meter/render-telegram.ts';
import { plainSettings } from './decode-fixture.ts';

const now = Date.UTC(2026, 0, 1);

const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^\\d{1,${maxLength}}$`));
const number = fc
  .tuple(fc.constantFrom('', '-'), digits(30), fc.option(digits(30)))
  .map(([sign, whole, decimals]) => `${sign}${whole}${decimals === null ? '' : `.${decimals}`}`);
const unit = fc.constantFrom('kWh', 'Wh', 'MWh', 'kW', 'W', 'kvarh', 'm3', 'dm3', 'GJ', 'V', 'A');
const time = fc.tuple(digits(12), fc.constantFrom('S', 'W', '')).map(([at, flag]) => at + flag);
const octets = fc.stringMatching(/^([0-9A-F]{2}){0,20}$/);
const quantity = fc.tuple(number, unit).map(([value, symbol]) => `${value}*${symbol}`);
const anyValue = fc.oneof(quantity, number, time, octets, fc.constant(''));

/** Registers, powers, phases, times, counts, identifiers, M-Bus, demand and logs. */
const references = [
  ...['1-0:1.8.0', '1-0:1.8.1', '1-0:1.8.2', '1-0:1.8.3', '1-0:1.8.5', '1-0:2.8.1', '1-0:2.8.4'],
  ...['1-0:1.7.0', '1-0:2.7.0', '1-0:16.7.0', '1-0:21.7.0', '1-0:22.7.0', '1-0:61.7.0'],
  ...['1-0:32.7.0', '1-0:31.7.0', '1-0:14.7.0', '1-0:13.7.0', '1-0:3.8.0', '1-0:9.7.0'],
  ...['0-0:1.0.0', '0-0:96.14.0', '0-0:96.7.21', '0-0:96.7.9', '1-0:32.32.0', '1-0:32.36.0'],
  ...['1-3:0.2.8', '0-0:96.1.1', '0-0:96.13.0', '0-0:96.3.10', '0-0:17.0.0', '1-0:31.4.0'],
  ...['0-1:24.1.0', '0-1:96.1.0', '0-1:24.2.1', '0-2:24.1.0', '0-2:24.2.3', '0-1:24.4.0'],
  ...['1-0:1.4.0', '1-0:1.6.0', '0-0:98.1.0', '1-0:99.97.0', '0-5:24.2.1', '7-0:3.1.0'],
];
const anyLine = fc
  .tuple(fc.constantFrom(...references), fc.array(anyValue, { minLength: 1, maxLength: 5 }))
  .map(([reference, values]) => `${reference}${values.map((value) => `(${value})`).join('')}`);

it('makes readings of the described shape, whatever values the objects have', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
      const events = createLineDecoder(plainSettings).push(renderTelegram('XYZ5ANY', lines), now);
      for (const event of events) {
        if (event.kind !== 'reading') continue;
        const { error } = reading.safeParse(event.reading);
        assert.equal(error, undefined, `${error?.message} of ${lines.join(' ')}`);
      }
    }),
    { numRuns: 2000 },
  );
});
