import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimestampSource } from '@smer/shared/reading';
import fc from 'fast-check';
import { askEnergy, at, recordShown, type Shown, sum } from '../../test-support/ask-energy.ts';
import { quarterOf } from './counter-run.ts';

const start = at('2024-08-16T10:00:00Z');
const aYear = { from: '2024-08-16T00:00:00Z', to: '2025-12-01T00:00:00Z' };
const day = 86_400;

interface Spell {
  /** Seconds after the start. */
  readonly from: number;
  readonly seconds: number;
  /** How far the computer's clock is ahead meanwhile, seconds. */
  readonly ahead: number;
}

interface Course {
  /** How many seconds the meter was heard, one telegram a second. */
  readonly seconds: number;
  readonly spells?: readonly Spell[];
  /** Whose clock tells the time of a telegram when the computer's is right. */
  readonly source?: TimestampSource;
  readonly equipmentIdentifier?: string | undefined;
}

/** A meter that counts 1 Wh in 10 s, in the order of reception. */
function hear({ seconds, spells = [], source = 'meter', equipmentIdentifier }: Course): Shown[] {
  return Array.from({ length: seconds }, (_, second) => {
    const spell = spells.find((each) => second >= each.from && second < each.from + each.seconds);
    return {
      timestamp: start + second + (spell?.ahead ?? 0),
      timestampSource: spell ? 'reception' : source,
      values: { energyImportedT1Wh: 5000 + Math.floor(second / 10) },
      meters: { equipmentIdentifier },
    };
  });
}

const isoOf = (timestamp: number) => new Date(timestamp * 1000).toISOString();

/** What was imported, by days, as it is told at the end of the course. */
const countedOf = (course: Course, nowS = start + course.seconds) =>
  askEnergy(recordShown(hear(course)), { period: 'day', ...aYear, now: isoOf(nowS) });

const isLaterInQuarter = (timestamp: number, seconds: number) =>
  timestamp >= start + seconds && quarterOf(timestamp) === quarterOf(start + seconds);

for (const { name, ...course } of [
  { name: 'that tells no time', source: 'reception' as const, equipmentIdentifier: 'meter' },
  { name: 'without an identifier', equipmentIdentifier: undefined },
  { name: 'like most', equipmentIdentifier: 'meter' },
]) {
  test(`shares out nothing over the days to a clock that was ahead: a meter ${name}`, () => {
    const spells = [
      { from: 30, seconds: 5, ahead: 7200 },
      { from: 60, seconds: 5, ahead: 400 * day },
    ];
    const [today, ...later] = countedOf({ seconds: 120, spells, ...course });
    assert.equal(today?.energyImportedT1Wh, 11);
    assert.deepEqual(later, []);
  });
}

test('counts what a meter told ahead of now, as that of a simulation', () => {
  const days = countedOf({ seconds: 2 * day, equipmentIdentifier: 'meter' }, start);
  assert.equal(sum(days, 'energyImportedT1Wh'), (2 * day) / 10 - 1);
});

test('counts what it was told by a clock ahead once that time has come', () => {
  const course = { seconds: 120, spells: [{ from: 110, seconds: 10, ahead: 7200 }] };
  const before = countedOf(course);
  assert.equal(sum(before, 'energyImportedT1Wh'), 10);
  const after = countedOf(course, start + 3 * 3600);
  assert.equal(sum(after, 'energyImportedT1Wh'), 11);
});

test('believes the meter’s clock rather than the computer’s, however short the history', () => {
  const anySpell = fc.record({
    after: fc.integer({ min: 1, max: 900 }),
    seconds: fc.integer({ min: 1, max: 900 }),
    ahead: fc
      .oneof(fc.integer({ min: 301, max: 7200 }), fc.integer({ min: 30 * day, max: 400 * day }))
      .chain((seconds) => fc.constantFrom(seconds, -seconds)),
  });
  fc.assert(
    fc.property(fc.array(anySpell, { maxLength: 4 }), (anySpells) => {
      const spells: Spell[] = [];
      let second = 0;
      for (const { after, seconds, ahead } of anySpells) {
        spells.push({ from: second + after, seconds, ahead });
        second += after + seconds;
      }
      const course = { seconds: second + 60, spells, equipmentIdentifier: 'meter' };
      // The last sample of a quarter hour stands for all of it: one ahead hides those before it until then.
      fc.pre(!hear(course).some(({ timestamp }) => isLaterInQuarter(timestamp, course.seconds)));
      const days = countedOf(course);
      assert.equal(sum(days, 'energyImportedT1Wh'), Math.floor((course.seconds - 1) / 10));
    }),
    { numRuns: 200 },
  );
});
