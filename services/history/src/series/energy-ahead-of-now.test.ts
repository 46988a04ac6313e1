import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  askEnergy,
  at,
  recordShown,
  type Shown,
  sum,
  zone,
} from '../../test-support/ask-energy.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { toRun } from './counter-run.ts';
import { answerDemand } from './demand.ts';
import { History } from './history.ts';
import type { MeterSet } from './sample.ts';

const start = at('2024-08-16T10:00:00Z');
const day = 86_400;
const isoOf = (second: number) => new Date((start + second) * 1000).toISOString();

/**
 * A sample each 10 s of a meter that counts 1 Wh in that time; from and to are seconds after the
 * start. Where the computer's clock is `ahead` by so many seconds, it tells the time.
 */
const show = (from: number, to: number, ahead = 0, meters?: MeterSet): Shown[] =>
  Array.from({ length: (to - from) / 10 }, (_, index) => ({
    timestamp: start + from + index * 10 + ahead,
    timestampSource: ahead === 0 ? 'meter' : 'reception',
    values: { energyImportedT1Wh: 5000 + from / 10 + index },
    meters: { equipmentIdentifier: 'meter', ...meters },
  }));

/** The days of a year and more, as they are told at a second after the start. */
const daysOf = (history: History, nowS: number) =>
  askEnergy(history, { period: 'day', from: isoOf(0), to: isoOf(500 * day), now: isoOf(nowS) });

const countedBy = (history: History, nowS: number) =>
  sum(daysOf(history, nowS), 'energyImportedT1Wh');

test('lists no period and counts no slot after the last that is believed', () => {
  const history = recordShown([
    ...show(0, 900),
    ...show(600, 610, 3600),
    ...show(610, 620, 400 * day),
  ]);
  const [today, ...later] = daysOf(history, 1800);
  assert.equal(today?.coverage, 90 / 8640);
  assert.deepEqual(later, []);
  assert.equal(daysOf(history, 30 * day).length, 1);
});

test('leaves out what is still further ahead than a meter that is ahead of now', () => {
  const history = recordShown([...show(0, 7200), ...show(7200, 7230, 20 * day)]);
  assert.deepEqual(
    daysOf(history, 0).map(({ energyImportedT1Wh }) => energyImportedT1Wh),
    [719],
  );
});

test('believes a quarter hour of which a meter told the beginning', () => {
  const history = recordShown([...show(0, 1000), ...show(1000, 1010, 310)]);
  assert.equal(countedBy(history, 0), 100);
});

test('thinks again of what it believes as time goes by', () => {
  const spells = [...show(600, 630, 7200), ...show(890, 900, 10_000)];
  const history = recordShown([...show(0, 600), ...show(630, 890), ...spells]);
  for (const [nowS, counted] of [
    [900, 88],
    [8000, 88],
    [12_000, 89],
    [900, 88],
  ] as const) {
    assert.equal(countedBy(history, nowS), counted, `at ${nowS} s`);
  }
});

test('tells of the running quarter hour when the clock was set back within it', () => {
  const history = recordShown([...show(-900, 560), ...show(560, 600, 310), ...show(600, 630)]);
  const range = { period: 'quarter', from: isoOf(0), to: isoOf(1), now: isoOf(629) } as const;
  assert.equal(askEnergy(history, range)[0]?.energyImportedT1Wh, 58);
});

test('counts once what a clock told ahead of an outage of weeks', () => {
  const afterwards = show(900, 960).map((each) => ({
    ...each,
    timestamp: each.timestamp + 20 * day,
  }));
  const history = recordShown([
    ...show(0, 600),
    ...show(600, 630, 7200),
    ...show(630, 900),
    ...afterwards,
  ]);
  assert.equal(countedBy(history, 21 * day), 95);
});

test('counts once where a clock was ahead on the day of another meter’s change', () => {
  const [oldGas, newGas] = [
    { gasEquipmentIdentifier: 'old' },
    { gasEquipmentIdentifier: 'new' },
  ] as const;
  const history = recordShown([
    ...show(0, 900, 0, oldGas),
    ...show(900, 930, 7200, oldGas),
    // The set that was heard later is known first.
    ...show(1200, 10_000, 0, newGas),
    ...show(930, 1200, 0, oldGas),
  ]);
  assert.equal(countedBy(history, 10_000), 999);
});

test('tells the demand of now though a clock was ahead', () => {
  const history = recordShown([...show(-900, 600), ...show(600, 630, 3000), ...show(630, 700)]);
  const { monthPeak } = answerDemand(history, undefined, { zone, nowS: start + 1000 });
  assert.equal(monthPeak?.powerW, 360);
  assert.equal(monthPeak?.occurredAt, start * 1000);
});

test('does not walk through two years that lie ahead of a clock that is not set yet', (t) => {
  const history = new History(31);
  for (let quarter = 0; quarter < 2 * 365 * 96; quarter += 1) {
    const sample = makeSample({
      timestamp: start + quarter * 900,
      timestampSource: 'reception',
      values: { energyImportedT1Wh: quarter },
    });
    history.recordRun(toRun(sample, history.register));
  }
  const { mock } = t.mock.method(history.table, 'visit');
  assert.deepEqual(answerDemand(history, undefined, { zone, nowS: 1000 }), {
    source: 'counters',
    peaks: [],
  });
  assert.ok(mock.callCount() < 1000, `${mock.callCount()} visits`);
});
