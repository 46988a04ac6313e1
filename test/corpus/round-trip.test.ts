import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import fc from 'fast-check';
import { createLineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { type MeterValues, meterProfiles } from '../meter/meter-values.ts';
import { renderMeterTelegram, renderTelegram } from '../meter/render-telegram.ts';
import { amsterdam, plainSettings } from './decode-fixture.ts';

const hourMs = 3_600_000;
const from = Date.UTC(2015, 0, 1);
const to = Date.UTC(2060, 0, 1);

const second = fc.integer({ min: from / 1000, max: to / 1000 }).map((seconds) => seconds * 1000);
const powerW = fc.nat(99_999);
const energyWh = fc.nat(999_999_999);
const voltageV = fc.nat(9_999).map((tenths) => tenths / 10);
const flag = fc.constantFrom('S', 'W');

/** Decodes one telegram; `now` is when it comes in. */
function decode(telegram: Buffer, now: number): Reading {
  const [event] = createLineDecoder(plainSettings).push(telegram, now);
  assert.equal(event?.kind, 'reading');
  return event.reading;
}

const digits = (value: number, whole: number, decimals: number) =>
  value.toFixed(decimals).padStart(whole + decimals + 1, '0');
const kilo = (value: number, whole: number) => digits(value / 1000, whole, 3);

/** The time as a meter with that letter shows it. */
function timeText(instant: number, letter: string): string {
  const wall = new Date(instant + (letter === 'S' ? 2 : 1) * hourMs).toISOString();
  return `${wall.replace(/\D/g, '').slice(2, 14)}${letter}`;
}

describe('a telegram that was written from values', () => {
  const values = fc.record({
    meterTime: second,
    letter: flag,
    energyImportedT1Wh: energyWh,
    energyExportedT2Wh: energyWh,
    powerImportedW: powerW,
    powerExportedW: powerW,
    powerImportedL2W: powerW,
    voltageL1V: voltageV,
    currentL3A: fc.nat(999),
    tariffIndicator: fc.nat(9_999),
    voltageSagsL2: fc.nat(99_999),
    gasDm3: fc.nat(99_999_999),
    channel: fc.integer({ min: 1, max: 4 }),
    failure: fc.nat(2_000_000_000),
    order: fc.infiniteStream(fc.nat()).map((stream) => [...stream.take(12)]),
  });

  it('gives those values back, whatever the order of its lines', () => {
    fc.assert(
      fc.property(values, (sent) => {
        const time = timeText(sent.meterTime, sent.letter);
        const lines = [
          `0-0:1.0.0(${time})`,
          `1-0:1.8.1(${kilo(sent.energyImportedT1Wh, 6)}*kWh)`,
          `1-0:2.8.2(${kilo(sent.energyExportedT2Wh, 6)}*kWh)`,
          `1-0:1.7.0(${kilo(sent.powerImportedW, 2)}*kW)`,
          `1-0:2.7.0(${kilo(sent.powerExportedW, 2)}*kW)`,
          `1-0:41.7.0(${kilo(sent.powerImportedL2W, 2)}*kW)`,
          `1-0:32.7.0(${digits(sent.voltageL1V, 3, 1)}*V)`,
          `1-0:71.7.0(${String(sent.currentL3A).padStart(3, '0')}*A)`,
          `0-0:96.14.0(${String(sent.tariffIndicator).padStart(4, '0')})`,
          `1-0:52.32.0(${String(sent.voltageSagsL2).padStart(5, '0')})`,
          `1-0:99.97.0(1)(0-0:96.7.19)(${time})(${String(sent.failure).padStart(10, '0')}*s)`,
          `0-${sent.channel}:24.1.0(003)\r\n0-${sent.channel}:24.2.1(${time})(${kilo(sent.gasDm3, 5)}*m3)`,
        ];
        const shuffled = lines
          .map((line, index) => ({ line, key: sent.order[index] ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ line }) => line);
        const reading = decode(renderTelegram('XYZ5RANDOM', shuffled), sent.meterTime);
        const { letter: _letter, channel, failure, order: _order, ...expected } = sent;
        assert.deepEqual(pick(reading, expected), expected);
        assert.equal(reading.usageWatts, sent.powerImportedW - sent.powerExportedW);
        assert.deepEqual(reading.powerFailureLog, [
          { endedAt: sent.meterTime, durationS: failure },
        ]);
        assert.equal(reading.mbusDevices[0]?.channel, channel);
        assert.equal(reading.gasCapturedAt, sent.meterTime);
        assert.deepEqual(reading.warnings, []);
      }),
    );
  });
});

describe('a telegram of the simulated meter', () => {
  const phases = { L1W: powerW, L2W: powerW, L3W: powerW };
  const simulated = fc.record({
    meterTime: second,
    equipmentIdentifier: fc.stringMatching(/^[A-Z0-9]{8,17}$/),
    tariffIndicator: fc.constantFrom(1, 2),
    powerImportedW: powerW,
    powerExportedW: powerW,
    ...Object.fromEntries(
      Object.entries(phases).flatMap(([phase, power]) => [
        [`powerImported${phase}`, power],
        [`powerExported${phase}`, power],
      ]),
    ),
    voltageL1V: voltageV,
    voltageL2V: voltageV,
    voltageL3V: voltageV,
    currentL1A: fc.nat(999),
    currentL2A: fc.nat(999),
    currentL3A: fc.nat(999),
    energyImportedT1Wh: energyWh,
    energyImportedT2Wh: energyWh,
    energyExportedT1Wh: energyWh,
    energyExportedT2Wh: energyWh,
    gasDm3: fc.nat(99_999_999),
    waterDm3: fc.nat(99_999_999),
    demandImportedW: powerW,
    demandImportedMonthPeakW: powerW,
    demandImportedMonthPeakAt: second,
  });

  for (const profile of meterProfiles) {
    it(`gives back what the ${profile} meter shows`, () => {
      fc.assert(
        fc.property(simulated, (shown) => {
          const capturedAt = shown.meterTime - (shown.meterTime % 300_000);
          const values = {
            ...shown,
            gasCapturedAt: capturedAt,
            waterCapturedAt: capturedAt,
            closedMonths: [],
          } as unknown as MeterValues;
          const reading = decode(renderMeterTelegram(values, profile, amsterdam), shown.meterTime);
          const { closedMonths: _months, ...expected } = values;
          assert.deepEqual(pick(reading, sentBy(profile, expected)), sentBy(profile, expected));
          assert.deepEqual(reading.warnings, []);
        }),
      );
    });
  }
});

/** The DSMR 5 meter sends no demand, and no water meter hangs on it. */
function sentBy(profile: string, values: object): object {
  if (profile === 'belgium') return values;
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !/^(demand|water)/.test(name)),
  );
}

function pick(reading: Reading, like: object): object {
  const fields: Record<string, unknown> = { ...reading };
  return Object.fromEntries(Object.keys(like).map((name) => [name, fields[name]]));
}
