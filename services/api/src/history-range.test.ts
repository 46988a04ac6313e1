import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import { historyParameters, toHistoryRequest } from './history-range.ts';
import { parseParameters, type Query } from './parameters.ts';

const parameters = historyParameters(createTimeZone('Europe/Amsterdam'));
const request = (query: Query, now = 1_723_833_110_500) =>
  toHistoryRequest(parseParameters(parameters, query), now);

test('asks for all there is without parameters', () => {
  assert.deepEqual(request({}), {
    from: undefined,
    to: undefined,
    points: undefined,
    fields: ['usageWatts'],
  });
});

test('takes res as the readings after now less so many seconds', () => {
  assert.equal(request({ res: '60' }).from, 1_723_833_051);
  assert.equal(request({ res: '60' }, 1_723_833_110_000).from, 1_723_833_051);
});

for (const query of [{ res: '60' }, { points: '600' }, { points: '600', from: '10' }]) {
  test(`leaves out what was stored far ahead of now for ${Object.keys(query)}`, () => {
    assert.equal(request(query).to, 1_723_833_110 + 300);
  });
}

test('leaves out nothing of a range of readings that has no end', () => {
  assert.equal(request({ from: '10' }).to, undefined);
});

test('takes the longest range of the original as all there is', () => {
  assert.equal(request({ res: '9999999999' }).from, 0);
});

test('passes on a range and a number of points', () => {
  assert.deepEqual(request({ from: '10', to: '20', points: '600' }), {
    from: 10,
    to: 20,
    points: 600,
    fields: ['usageWatts'],
  });
});

test('puts usageWatts in front of the fields asked for, and each but once', () => {
  assert.deepEqual(request({ fields: 'gasDm3,usageWatts,gasDm3' }).fields, [
    'usageWatts',
    'gasDm3',
  ]);
});

for (const query of [{ from: '10' }, { to: '10' }]) {
  test(`refuses res beside ${Object.keys(query)}`, () => {
    assert.throws(() => request({ res: '60', ...query }), /res=60: expected either res, or from/);
  });
}
