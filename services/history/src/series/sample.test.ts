import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SampleField } from '@smer/shared/history-page';
import type { Reading } from '@smer/shared/reading';
import { sampleFields, toSample } from './sample.ts';

const plain: Reading = {
  meter: 'main',
  identification: 'TST5',
  profile: 'dsmr-5',
  timestamp: 1_723_833_110,
  timestampSource: 'meter',
  receivedAt: 1_723_833_110_300,
  usageWatts: -1800,
  mbusDevices: [],
  otherObjects: [],
  warnings: [],
};

const valuesOf = (reading: Partial<Reading>): Partial<Record<SampleField, number>> => {
  const { values } = toSample({ ...plain, ...reading });
  const entries = sampleFields.map((field, index) => [field, values[index]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
};

const cases: { name: string; reading: Partial<Reading>; values: object }[] = [
  { name: 'keeps what is absent absent', reading: {}, values: {} },
  {
    name: 'nets the power of a phase',
    reading: { powerImportedL1W: 0, powerExportedL1W: 700, powerImportedL2W: 5 },
    values: { powerL1W: -700, powerL2W: 5 },
  },
  {
    name: 'keeps two tariffs apart',
    reading: { energyImportedT1Wh: 1, energyImportedT2Wh: 2 },
    values: { energyImportedT1Wh: 1, energyImportedT2Wh: 2 },
  },
  {
    name: 'keeps the total of a meter with four tariffs',
    reading: {
      energyExportedWh: 10,
      energyExportedT1Wh: 1,
      energyExportedT2Wh: 2,
      energyExportedT3Wh: 3,
      energyExportedT4Wh: 4,
    },
    values: { energyExportedT1Wh: 1, energyExportedT2Wh: 2, energyExportedWh: 10 },
  },
  {
    name: 'keeps the total as the reader gives it',
    reading: {
      energyImportedWh: 99,
      energyImportedT1Wh: 1,
      energyImportedT2Wh: 2,
      energyImportedT3Wh: 3,
    },
    values: { energyImportedT1Wh: 1, energyImportedT2Wh: 2, energyImportedWh: 99 },
  },
  {
    name: 'keeps no total where the reader gives none for a tariff that can not be read',
    reading: { energyImportedT1Wh: 1, energyImportedT2Wh: 2, energyImportedT3Wh: 3 },
    values: { energyImportedT1Wh: 1, energyImportedT2Wh: 2 },
  },
  {
    name: 'keeps gas and water',
    reading: { gasDm3: 0, waterDm3: 7 },
    values: { gasDm3: 0, waterDm3: 7 },
  },
];

for (const { name, reading, values } of cases) {
  test(name, () => assert.deepEqual(valuesOf(reading), { usageWatts: -1800, ...values }));
}
