import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EnergyBucket } from '@smer/shared/history-page';
import { energyColumns, energyMedia, totalOf, withoutExported } from './energy-figures.ts';
import { english as words } from './words-en.ts';

const bucket = (figures: Partial<EnergyBucket>): EnergyBucket => ({
  start: 0,
  end: 3600,
  coverage: 1,
  ...figures,
});
const byTariff = bucket({ energyImportedT1Wh: 1, energyImportedT2Wh: 2, energyExportedT1Wh: 3 });
const labels = (...args: Parameters<typeof energyColumns>) =>
  energyColumns(...args).map(({ label }) => label);

describe('energyColumns', () => {
  it('calls tariff 1 low and tariff 2 normal in the Netherlands', () => {
    assert.deepEqual(labels([byTariff], 'electricity', { words, profile: 'dsmr-5' }), [
      'Imported, low',
      'Imported, normal',
      'Exported, low',
    ]);
  });

  it('calls tariff 1 day and tariff 2 night in Belgium', () => {
    assert.deepEqual(labels([byTariff], 'electricity', { words, profile: 'belgium' }), [
      'Imported, day',
      'Imported, night',
      'Exported, day',
    ]);
  });

  it('has no export for a household without', () => {
    const buckets = [withoutExported(byTariff)];
    assert.deepEqual(labels(buckets, 'electricity', { words, profile: 'dsmr-5' }), [
      'Imported, low',
      'Imported, normal',
    ]);
  });

  it('shows totals where the meter has no tariffs', () => {
    const total = bucket({ energyImportedWh: 4, energyExportedWh: 5 });
    assert.deepEqual(labels([total], 'electricity', { words, profile: 'luxembourg' }), [
      'Imported',
      'Exported',
    ]);
  });

  it('shows totals where a meter counts by more tariffs than two', () => {
    const wallonia = bucket({
      energyImportedT1Wh: 10_181,
      energyImportedT2Wh: 0,
      energyImportedWh: 18_181,
    });
    const later = bucket({ energyImportedT1Wh: 100, energyImportedWh: 103 });
    const names = { words, profile: 'belgium' } as const;
    assert.deepEqual(labels([later, wallonia], 'electricity', names), ['Imported']);
    assert.deepEqual(labels([later], 'electricity', names), ['Imported, day']);
  });

  it('shows no export where none is counted', () => {
    const plain = bucket({ energyImportedWh: 4 });
    assert.deepEqual(labels([plain], 'electricity', { words, profile: undefined }), ['Imported']);
  });

  it('has nothing to show where nothing was counted', () => {
    assert.deepEqual(energyColumns([bucket({})], 'gas', { words, profile: undefined }), []);
  });
});

describe('energyMedia', () => {
  it('offers gas and water only where they are counted', () => {
    assert.deepEqual(energyMedia([bucket({ waterDm3: 0 })]), ['electricity', 'water']);
  });
});

describe('totalOf', () => {
  it('is that of all tariffs, told or not', () => {
    assert.equal(totalOf(bucket({ energyImportedWh: 9, energyImportedT1Wh: 1 }), 'imported'), 9);
  });

  it('is absent where nothing was counted', () => {
    assert.equal(totalOf(bucket({}), 'exported'), undefined);
    assert.equal(totalOf(undefined, 'gas'), undefined);
  });
});
