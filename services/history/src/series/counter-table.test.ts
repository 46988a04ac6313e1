import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSample } from '../../test-support/make-sample.ts';
import { toRun } from './counter-run.ts';
import { CounterTable } from './counter-table.ts';
import { History } from './history.ts';
import { MeterRegister } from './meter-register.ts';

const start = 1_723_766_400;
const yearSeconds = 366 * 86_400;

function makeTable(timestamps: readonly number[]): CounterTable {
  const register = new MeterRegister();
  const table = new CounterTable();
  for (const timestamp of timestamps) {
    table.merge(toRun(makeSample({ timestamp, values: { gasDm3: timestamp - start } }), register));
  }
  return table;
}

test('keeps ten years of counters', () => {
  const days = Array.from({ length: 3700 }, (_, day) => start + day * 86_400);
  const table = makeTable(days);
  const [first = 0, last = 0] = [table.usedAfter(), table.usedBefore()];
  const kept = (last - first) / 96;
  assert.equal(last, start / 900 + 3699 * 96);
  assert.ok(kept > 3640 && kept < 3660, `${kept} days`);
});

test('forgets nothing for the sake of a clock that was decades ahead for a moment', () => {
  const table = makeTable([start, start + 50 * yearSeconds, start + 900]);
  assert.equal(table.size, 3);
  assert.equal(table.usedAfter(), start / 900);
});

test('keeps the first and the last sample of a quarter hour', () => {
  const [run] = makeTable([start + 300, start + 20, start + 899, start + 500]).runsOf(start / 900);
  assert.equal(run?.firstAt, start + 20);
  assert.equal(run?.lastAt, start + 899);
  assert.equal(run?.first[6], 20);
  assert.equal(run?.last[6], 899);
});

test('covers a quarter hour by its slots, however often each has a sample', () => {
  const slots = Array.from({ length: 45 }, (_, index) => start + index * 20);
  const table = makeTable([...slots, ...slots.map((slot) => slot + 3)]);
  assert.equal(table.coverage(start, start + 900), 0.5);
  assert.equal(table.coverage(start - 900, start + 900), 0.25);
});

test('finds the nearest quarter hours that show a counter, over chunks', () => {
  const table = makeTable([start, start + yearSeconds]);
  const [first, last] = [start / 900, (start + yearSeconds) / 900];
  const gas = 6;
  assert.equal(table.quarterAfter(gas, first), last);
  assert.equal(table.quarterBefore(gas, last), first);
  assert.equal(table.quarterBefore(gas, first), undefined);
  assert.equal(table.quarterAfter(gas, last), undefined);
  assert.equal(table.quarterAfter(0, first), undefined);
});

test('finds a counter that only the last sample of a quarter hour shows', () => {
  const register = new MeterRegister();
  const table = new CounterTable();
  table.merge(toRun(makeSample({ timestamp: start }), register));
  table.merge(toRun(makeSample({ timestamp: start + 10, values: { gasDm3: 5 } }), register));
  assert.equal(table.quarterAfter(6, start / 900 - 1), start / 900);
});

test('revises a chunk with each change, and when it is forgotten', () => {
  const chunkSeconds = 1024 * 900;
  const number = Math.ceil(start / chunkSeconds);
  const table = makeTable([number * chunkSeconds]);
  const revisions = [table.revision(number)];
  const register = new MeterRegister();
  const show = (timestamp: number) =>
    table.merge(toRun(makeSample({ timestamp, values: { gasDm3: 1 } }), register));
  show(number * chunkSeconds + 10);
  revisions.push(table.revision(number));
  for (let later = 1; table.numbers[0] === number; later += 1)
    show((number + later) * chunkSeconds);
  revisions.push(table.revision(number));
  assert.deepEqual([...new Set(revisions)].sort(), revisions);
});

test('begins with its first sample, also where another turned out to be of other meters', () => {
  const history = new History(3653);
  const day = start + 5 * 86_400;
  const show = (second: number, receivedAt: number, equipmentIdentifier: string) =>
    history.record(
      makeSample({
        timestamp: day + second,
        receivedAt,
        values: { gasDm3: 5 },
        meters: { equipmentIdentifier },
      }),
    );
  show(5, 5, 'a');
  show(15, 6, 'b');
  show(11, 4, 'a');
  assert.equal(history.table.usedAfter(), day / 900);
  assert.equal(history.table.usedBefore(), day / 900);
});
