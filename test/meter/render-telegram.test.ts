import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import { checksum } from './checksum.ts';
import { type MeterProfile, toMeterValues } from './meter-values.ts';
import type { RegisterState } from './registers.ts';
import { renderMeterTelegram, renderTelegram } from './render-telegram.ts';
import { renderDecimal, renderTimestamp } from './render-values.ts';

const zone = createTimeZone('Europe/Amsterdam');

/** What a meter shows that has imported 1 234 567 Wh at the low tariff and exports 850 W. */
function shown(profile: MeterProfile, clockOffsetMs = 0) {
  const instantMs = Date.parse('2026-11-23T13:45:10Z');
  const nowS = instantMs / 1000;
  const registers: RegisterState = {
    nowS,
    low: { importedWs: 1_234_567 * 3600 + 3599, exportedWs: 0 },
    normal: { importedWs: 0, exportedWs: 0 },
    powerW: [-1000, 130, 20],
    isLowTariff: () => false,
    captured: { gasMl: 5_000_999, waterMl: 0, atS: nowS - 10 },
    quarterHourWs: 900_000,
    monthPeak: { powerW: 2500, occurredAtS: nowS - 910 },
    closedMonths: [
      {
        powerW: 3695,
        occurredAtS: Date.parse('2026-10-24T18:15:00Z') / 1000,
        closedAtS: Date.parse('2026-10-31T23:00:00Z') / 1000,
      },
    ],
  };
  const setup = { profile, equipmentIdentifier: 'E42', clockOffsetMs, instantMs };
  return toMeterValues(registers, setup);
}

const linesOf = (telegram: Buffer) => telegram.toString('latin1').split('\r\n');

test('computes the published check value of CRC-16/ARC', () => {
  assert.equal(checksum(Buffer.from('123456789')), 0xbb3d);
});

test('ends a telegram with the checksum other software computes for it', () => {
  const telegram = renderTelegram('KFM5KAIFA-METER', [
    '1-0:1.8.1(000671.578*kWh)',
    '1-0:1.7.0(00.318*kW)',
  ]);
  assert.equal(telegram.subarray(-7).toString(), '!1E1D\r\n');
});

test('pads the checksum to four digits', () => {
  const short = Array.from({ length: 200 }, (_, n) => renderTelegram('ABC5', [`0-0:96.13.0(${n})`]))
    .map((telegram) => telegram.toString())
    .find((text) => /!0[0-9A-F]{3}\r\n$/.test(text));
  assert.ok(short);
});

test('begins with the identification and an empty line', () => {
  const telegram = renderMeterTelegram(shown('dsmr-5'), 'dsmr-5', zone);
  assert.deepEqual(linesOf(telegram).slice(0, 3), ['/SMR5\\2SIMULATED', '', '1-3:0.2.8(50)']);
});

test('shows Dutch registers by the Dutch tariff numbers', () => {
  const lines = linesOf(renderMeterTelegram(shown('dsmr-5'), 'dsmr-5', zone));
  assert.ok(lines.includes('1-0:1.8.1(001234.567*kWh)'));
});

test('shows Belgian registers by the Belgian tariff numbers', () => {
  const lines = linesOf(renderMeterTelegram(shown('belgium'), 'belgium', zone));
  assert.ok(lines.includes('1-0:1.8.2(001234.567*kWh)'));
});

test('shows export of all phases together beside each phase by itself', () => {
  const lines = linesOf(renderMeterTelegram(shown('dsmr-5'), 'dsmr-5', zone));
  const expected = [
    '1-0:1.7.0(00.000*kW)',
    '1-0:2.7.0(00.850*kW)',
    '1-0:22.7.0(01.000*kW)',
    '1-0:41.7.0(00.130*kW)',
    '1-0:61.7.0(00.020*kW)',
  ];
  for (const line of expected) assert.ok(lines.includes(line), line);
});

test('shows the clock with its offset, and the true registers', () => {
  const lines = linesOf(renderMeterTelegram(shown('dsmr-5', 3_600_000), 'dsmr-5', zone));
  assert.ok(lines.includes('0-0:1.0.0(261123154510W)'));
});

test('shows identifiers as hexadecimal octets', () => {
  const lines = linesOf(renderMeterTelegram(shown('dsmr-5'), 'dsmr-5', zone));
  assert.ok(lines.includes('0-0:96.1.1(453432)'));
});

test('shows the demand of Belgian meters', () => {
  const lines = linesOf(renderMeterTelegram(shown('belgium'), 'belgium', zone));
  const expected = [
    '1-0:1.4.0(01.000*kW)',
    '1-0:1.6.0(261123143000W)(02.500*kW)',
    '0-0:98.1.0(1)(1-0:1.6.0)(1-0:1.6.0)(261101000000W)(261024201500S)(03.695*kW)',
  ];
  for (const line of expected) assert.ok(lines.includes(line), line);
});

test('shows gas as it was when it was captured', () => {
  const lines = linesOf(renderMeterTelegram(shown('dsmr-5'), 'dsmr-5', zone));
  assert.ok(lines.includes('0-1:24.2.1(261123144500W)(00005.000*m3)'));
});

test('tells the two repeated hours of the autumn apart by their letter', () => {
  assert.equal(renderTimestamp(Date.parse('2024-10-27T00:30:00Z'), zone), '241027023000S');
  assert.equal(renderTimestamp(Date.parse('2024-10-27T01:30:00Z'), zone), '241027023000W');
});

test('moves the decimal point without rounding', () => {
  assert.equal(renderDecimal(1578, 9, 3), '000001.578');
  assert.equal(renderDecimal(7, 5, 0), '00007');
});
