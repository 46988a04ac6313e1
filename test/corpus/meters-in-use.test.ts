import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import { createLineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { renderTelegram } from '../meter/render-telegram.ts';
import { plainSettings } from './decode-fixture.ts';

interface SentDevice {
  readonly type: number;
  readonly identifier: string;
  /** Of July 2024, as `DDhhmm`. */
  readonly capturedAt: string;
}

const gas = 3;
const warm = 6;
const water = 7;
const hot = 21;
const cold = 22;
const dual = 23;

const device = (type: number, identifier: string, capturedAt: string): SentDevice => ({
  type,
  identifier,
  capturedAt,
});

/** The devices on channels 1 and up, each with as many m³ as its channel has. */
function telegramOf(devices: readonly SentDevice[]): Buffer {
  const lines = devices.flatMap(({ type, identifier, capturedAt }, index) => [
    `0-${index + 1}:24.1.0(${String(type).padStart(3, '0')})`,
    `0-${index + 1}:96.1.0(${Buffer.from(identifier).toString('hex')})`,
    `0-${index + 1}:24.2.1(2407${capturedAt}00S)(0000${index + 1}.000*m3)`,
  ]);
  const electricity = ['0-0:1.0.0(240728120000S)', '1-0:1.7.0(00.500*kW)'];
  return renderTelegram('TST5 TEST', [...electricity, ...lines]);
}

/** The readings of the telegrams that a meter with these devices sends in turn. */
function readingsOf(telegrams: readonly (readonly SentDevice[])[]): Reading[] {
  const decoder = createLineDecoder(plainSettings);
  return telegrams.flatMap((devices) => {
    const [event] = decoder.push(telegramOf(devices), Date.UTC(2024, 6, 28, 10));
    return event?.kind === 'reading' ? [event.reading] : [];
  });
}

const waterMeters = (...telegrams: SentDevice[][]) =>
  readingsOf(telegrams).map((reading) => reading.waterEquipmentIdentifier);
const gasMeters = (...telegrams: SentDevice[][]) =>
  readingsOf(telegrams).map((reading) => reading.gasEquipmentIdentifier);

describe('the water meter in use', () => {
  for (const type of [water, cold]) {
    for (const other of [warm, hot, dual]) {
      it(`is that of type ${type} beside one of type ${other}, whichever was read last`, () => {
        const meters = waterMeters(
          [device(type, 'COLD', '281100'), device(other, 'WARM', '281155')],
          [device(type, 'COLD', '281155'), device(other, 'WARM', '281100')],
          [device(other, 'WARM', '281155'), device(type, 'COLD', '281100')],
        );
        assert.deepEqual(meters, ['COLD', 'COLD', 'COLD']);
      });
    }
  }

  it('gives its value and its time', () => {
    const [reading] = readingsOf([
      [device(cold, 'COLD', '281100'), device(warm, 'WARM', '281155')],
    ]);
    assert.equal(reading?.waterDm3, 1_000);
    assert.equal(reading?.waterCapturedAt, Date.UTC(2024, 6, 28, 9));
  });

  it('is the warm one where there is no other', () =>
    assert.deepEqual(waterMeters([device(warm, 'WARM', '281155')]), ['WARM']));

  it('is the warm one where the cold one is frozen', () =>
    assert.deepEqual(
      waterMeters([device(cold, 'COLD', '010000'), device(warm, 'WARM', '281155')]),
      ['WARM'],
    ));
});

describe('the gas meter in use', () => {
  it('stays the same while both of two are read', () => {
    const both = (one: string, other: string) => [device(gas, 'A', one), device(gas, 'B', other)];
    const meters = gasMeters(
      [device(gas, 'A', '281050')],
      both('281055', '281100'),
      both('281105', '281100'),
      both('271201', '281155'),
    );
    assert.deepEqual(meters, ['A', 'A', 'A', 'A']);
  });

  it('stays the same while it is read once a day', () => {
    const meters = gasMeters(
      [device(gas, 'A', '270000')],
      [device(gas, 'A', '270000'), device(gas, 'B', '280030')],
      [device(gas, 'A', '280000'), device(gas, 'B', '280035')],
    );
    assert.deepEqual(meters, ['A', 'A', 'A']);
  });

  it('is the same on another channel', () => {
    const meters = gasMeters(
      [device(gas, 'A', '281100')],
      [device(gas, 'B', '281105'), device(gas, 'A', '281100')],
      [device(gas, 'A', '281105'), device(gas, 'B', '281110')],
    );
    assert.deepEqual(meters, ['A', 'A', 'A']);
  });

  it('is the new one once the old one is frozen, on whichever channel', () => {
    const after = (captured: string) => [
      device(gas, 'NEW', captured),
      device(gas, 'OLD', '261200'),
    ];
    const meters = gasMeters(
      [device(gas, 'OLD', '261200')],
      after('261300'),
      after('271100'),
      after('281100'),
    );
    assert.deepEqual(meters, ['OLD', 'OLD', 'OLD', 'NEW']);
  });

  it('stays the new one when the old one is read again', () => {
    const meters = gasMeters(
      [device(gas, 'NEW', '281100'), device(gas, 'OLD', '260000')],
      [device(gas, 'NEW', '281100'), device(gas, 'OLD', '281105')],
    );
    assert.deepEqual(meters, ['NEW', 'NEW']);
  });

  it('is, of two that no telegram went before, that on the highest channel', () => {
    const first = gasMeters([device(gas, 'A', '281155'), device(gas, 'B', '281100')]);
    const second = gasMeters([device(gas, 'A', '281100'), device(gas, 'B', '281155')]);
    assert.deepEqual([...first, ...second], ['B', 'B']);
  });
});
