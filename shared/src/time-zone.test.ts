import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTimeZone } from './time-zone.ts';

const amsterdam = createTimeZone('Europe/Amsterdam');

const instants: [string, string][] = [
  ['2024-01-15T11:00:00Z', '2024-01-15T12:00:00+01:00'],
  ['2024-07-15T11:00:00Z', '2024-07-15T13:00:00+02:00'],
  ['2024-03-31T00:59:59Z', '2024-03-31T01:59:59+01:00'],
  ['2024-03-31T01:00:00Z', '2024-03-31T03:00:00+02:00'],
  ['2024-10-27T00:30:00Z', '2024-10-27T02:30:00+02:00'],
  ['2024-10-27T01:30:00Z', '2024-10-27T02:30:00+01:00'],
];

for (const [utc, local] of instants) {
  test(`writes ${utc} as ${local}`, () => {
    assert.equal(amsterdam.toIso(Date.parse(utc)), local);
  });
}

test('writes offsets of half an hour and west of Greenwich', () => {
  const instant = Date.parse('2024-01-15T12:00:00Z');
  assert.equal(createTimeZone('Asia/Kolkata').toIso(instant), '2024-01-15T17:30:00+05:30');
  assert.equal(createTimeZone('America/St_Johns').toIso(instant), '2024-01-15T08:30:00-03:30');
});

const repeated = { year: 2024, month: 10, day: 27, hour: 2, minute: 30, second: 0 };

test('takes the first of an hour that occurs twice', () => {
  assert.equal(amsterdam.toInstant(repeated), Date.parse('2024-10-27T00:30:00Z'));
});

test('takes the second of it where asked', () => {
  assert.equal(amsterdam.toInstant(repeated, { later: true }), Date.parse('2024-10-27T01:30:00Z'));
});

test('takes the offset from before the change for a time that spring skips', () => {
  const skipped = { year: 2024, month: 3, day: 31, hour: 2, minute: 30, second: 0 };
  assert.equal(amsterdam.toInstant(skipped), Date.parse('2024-03-31T01:30:00Z'));
});

const zones = [
  'Europe/Amsterdam',
  'Pacific/Auckland',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'UTC',
];

test('writes what a parser of ISO 8601 reads back, in any zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2090, 0) }),
      (zone, instant) => {
        const whole = Math.floor(instant / 1000) * 1000;
        assert.equal(Date.parse(createTimeZone(zone).toIso(whole)), whole);
      },
    ),
    { numRuns: 300 },
  );
});

test('brings each local time back to an instant that shows it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2090, 0) }),
      fc.boolean(),
      (name, instant, later) => {
        const zone = createTimeZone(name);
        const local = zone.toLocal(instant);
        assert.deepEqual(zone.toLocal(zone.toInstant(local, { later })), local);
      },
    ),
    { numRuns: 300 },
  );
});

test('remembers the days that are asked for often, and not every day there is', () => {
  let lookUps = 0;
  const zone = createTimeZone('Etc/GMT-1', () => {
    lookUps += 1;
    return 3_600_000;
  });
  const askForDays = (from: number, to: number) => {
    lookUps = 0;
    for (let day = from; day < to; day += 1) zone.offsetMs(day * 86_400_000);
    return lookUps;
  };
  assert.ok(askForDays(0, 4000) > 0);
  assert.equal(askForDays(0, 4000), 0);
  assert.ok(askForDays(4000, 100_000) > 0);
  assert.ok(askForDays(0, 4000) > 0);
});
