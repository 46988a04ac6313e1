import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type EnergyPeriod, energyPeriod } from './history-page.ts';
import { monthOf, periodAt, periodsIn } from './local-calendar.ts';
import { createTimeZone } from './time-zone.ts';

const zone = createTimeZone('Europe/Amsterdam');
const at = (iso: string) => Date.parse(iso) / 1000;
const iso = (instant: number) => zone.toIso(instant * 1000);

const cases: [EnergyPeriod, string, string, string][] = [
  [
    'quarter',
    '2024-08-16T10:44:59+02:00',
    '2024-08-16T10:30:00+02:00',
    '2024-08-16T10:45:00+02:00',
  ],
  ['hour', '2024-08-16T10:44:59+02:00', '2024-08-16T10:00:00+02:00', '2024-08-16T11:00:00+02:00'],
  ['hour', '2024-10-27T02:30:00+02:00', '2024-10-27T02:00:00+02:00', '2024-10-27T02:00:00+01:00'],
  ['hour', '2024-10-27T02:30:00+01:00', '2024-10-27T02:00:00+01:00', '2024-10-27T03:00:00+01:00'],
  ['day', '2024-03-31T12:00:00+02:00', '2024-03-31T00:00:00+01:00', '2024-04-01T00:00:00+02:00'],
  ['day', '2024-10-27T12:00:00+01:00', '2024-10-27T00:00:00+02:00', '2024-10-28T00:00:00+01:00'],
  ['week', '2024-09-01T12:00:00+02:00', '2024-08-26T00:00:00+02:00', '2024-09-02T00:00:00+02:00'],
  ['week', '2025-01-01T12:00:00+01:00', '2024-12-30T00:00:00+01:00', '2025-01-06T00:00:00+01:00'],
  ['month', '2024-02-29T12:00:00+01:00', '2024-02-01T00:00:00+01:00', '2024-03-01T00:00:00+01:00'],
  ['year', '2024-12-31T23:59:59+01:00', '2024-01-01T00:00:00+01:00', '2025-01-01T00:00:00+01:00'],
];

for (const [period, instant, start, end] of cases) {
  test(`finds the ${period} of ${instant}`, () => {
    const found = periodAt(zone, period, at(instant));
    assert.deepEqual([iso(found.start), iso(found.end)], [start, end]);
  });
}

test('divides any range into periods that adjoin, in zones of whole and broken hours', () => {
  const anyZone = fc.constantFrom('Europe/Amsterdam', 'Pacific/Auckland', 'Asia/Kathmandu');
  const anyStart = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2050-01-01T00:00:00Z') });
  fc.assert(
    fc.property(
      anyZone,
      fc.constantFrom(...energyPeriod.options),
      anyStart,
      (name, period, from) => {
        const to = from + 400 * 86_400;
        const periods = periodsIn(createTimeZone(name), period, { from, to, limit: 60 });
        const [first] = periods;
        assert.ok(first && first.start <= from && first.end > from);
        assert.deepEqual(
          periods.slice(1).map(({ start }) => start),
          periods.slice(0, -1).map(({ end }) => end),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('names the local month', () => {
  assert.equal(monthOf(zone, at('2024-07-31T22:30:00Z')), '2024-08');
});
