import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseHistory } from './history-series.ts';
import { mergePoints } from './merge-points.ts';

const pointsOf = (powersW: readonly number[]) =>
  parseHistory(powersW.map((usageWatts, index) => ({ timestamp: index * 10, usageWatts }))).points;

describe('mergePoints', () => {
  it('leaves few points as they are', () => {
    const points = pointsOf([1, 2, 3]);
    assert.deepEqual(mergePoints(points, 5), points);
  });

  it('makes neighbours one, with mean, lowest and highest', () => {
    const [first] = mergePoints(pointsOf([0, 6, 10, 20]), 2);
    assert.deepEqual(
      [first?.timestampS, first?.meanW, first?.minimumW, first?.maximumW],
      [0, 3, 0, 6],
    );
  });

  it('gives each phase the mean of the neighbours that have it', () => {
    const rows = [
      { timestamp: 0, usageWatts: 30, powerL1W: 10, powerL2W: 20 },
      { timestamp: 10, usageWatts: 50, powerL1W: 50 },
    ];
    const [merged] = mergePoints(parseHistory(rows).points, 1);
    assert.deepEqual(merged?.phasesW, [30, 20, undefined]);
  });

  it('never gives more than asked for, and keeps the extremes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9999, max: 9999 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 60 }),
        (powersW, most) => {
          const merged = mergePoints(pointsOf(powersW), most);
          assert.ok(merged.length <= most);
          assert.equal(Math.max(...merged.map(({ maximumW }) => maximumW)), Math.max(...powersW));
          assert.equal(Math.min(...merged.map(({ minimumW }) => minimumW)), Math.min(...powersW));
        },
      ),
    );
  });
});
