import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, recordShown, zone } from '../../test-support/ask-energy.ts';
import { readEnergy } from './energy.ts';

/** A counter that rises by one each quarter hour. */
const steady = (from: string, to: string) =>
  recordShown(
    Array.from({ length: (at(to) - at(from)) / 900 + 1 }, (_, index) => ({
      timestamp: at(from) + index * 900,
      values: { energyImportedT1Wh: 1000 + index },
    })),
  );

test('answers the running period where no range is asked for', () => {
  const history = steady('2024-08-15T12:00:00Z', '2024-08-16T12:00:00Z');
  const nowS = at('2024-08-16T12:00:03Z');
  const { buckets } = readEnergy(history, { period: 'day' }, { zone, nowS });
  assert.deepEqual(
    buckets.map(({ start, energyImportedT1Wh }) => [start, energyImportedT1Wh]),
    [[at('2024-08-15T22:00:00Z'), 14 * 4]],
  );
});

const threeDays = () => steady('2024-08-15T12:00:00Z', '2024-08-17T12:00:00Z');
const noon = at('2024-08-17T12:00:00Z');

for (const { name, range, starts } of [
  {
    name: 'all that begin before the end of a range without a start',
    range: { to: at('2024-08-16T12:00:00Z') },
    starts: ['2024-08-14T22:00:00Z', '2024-08-15T22:00:00Z'],
  },
  {
    name: 'all that are known where a range without a start ends later',
    range: { to: at('2024-08-19T12:00:00Z') },
    starts: ['2024-08-14T22:00:00Z', '2024-08-15T22:00:00Z', '2024-08-16T22:00:00Z'],
  },
  {
    name: 'none where a range without a start ends before anything was measured',
    range: { to: at('2024-08-14T12:00:00Z') },
    starts: [],
  },
  {
    name: 'all up to the running one from the start of a range without an end',
    range: { from: at('2024-08-15T22:00:00Z') },
    starts: ['2024-08-15T22:00:00Z', '2024-08-16T22:00:00Z'],
  },
]) {
  test(`answers ${name}`, () => {
    const { buckets } = readEnergy(threeDays(), { period: 'day', ...range }, { zone, nowS: noon });
    assert.deepEqual(
      buckets.map(({ start }) => start),
      starts.map(at),
    );
  });
}

test('answers a range without a start in pages that join', () => {
  const history = steady('2024-08-01T00:00:00Z', '2024-08-13T00:00:00Z');
  const request = { period: 'quarter', to: at('2024-08-12T00:00:00Z') } as const;
  const first = readEnergy(history, request, { zone, nowS: noon });
  const rest = readEnergy(history, { ...request, cursor: first.next }, { zone, nowS: noon });
  const starts = [...first.buckets, ...rest.buckets].map(({ start }) => start);
  assert.equal(rest.next, undefined);
  assert.deepEqual(
    starts,
    Array.from({ length: 11 * 96 }, (_, index) => at('2024-08-01T00:00:00Z') + index * 900),
  );
});
