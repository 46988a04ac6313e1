import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import fc from 'fast-check';
import { createProcessZone } from './process-zone.ts';
import { createTimeZone } from './time-zone.ts';

const zoneOfRun = process.env['TZ'];

afterEach(() => {
  if (zoneOfRun === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneOfRun;
});

const zones = [
  'Europe/Amsterdam',
  'Europe/Brussels',
  'Europe/Luxembourg',
  'Pacific/Auckland',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
  'CET',
  'Etc/GMT-1',
  'europe/amsterdam',
  '+02:00',
];

for (const name of zones) {
  test(`knows ${name} without Intl as Intl knows it`, () => {
    process.env['TZ'] = name;
    const zone = createProcessZone(name);
    const expected = createTimeZone(name);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2090, 0) }), (instant) => {
        assert.equal(zone.toIso(instant), expected.toIso(instant));
        assert.equal(
          zone.toInstant(zone.toLocal(instant)),
          expected.toInstant(expected.toLocal(instant)),
        );
      }),
    );
  });
}

test('knows a zone that is not the process’s own', () => {
  process.env['TZ'] = 'Pacific/Auckland';
  const noon = Date.parse('2024-07-15T12:00:00Z');
  assert.equal(createProcessZone('Europe/Amsterdam').toIso(noon), '2024-07-15T14:00:00+02:00');
});
