import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extendTrace } from './trace-line.ts';

const at = (timestamp: number) => ({ timestamp, usageWatts: timestamp });
const traceOf = (...timestamps: number[]) =>
  timestamps.reduce<ReturnType<typeof extendTrace>>(
    (line, timestamp) => extendTrace(line, at(timestamp), 600),
    [],
  );

describe('extendTrace', () => {
  it('adds a reading at the end', () => {
    assert.deepEqual(traceOf(1, 2), [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ]);
  });

  it('leaves out a reading it has already', () => {
    assert.equal(traceOf(1, 2, 2, 1).length, 2);
  });

  it('breaks where telegrams were missing', () => {
    assert.deepEqual(traceOf(1, 50)[1], { x: 2, y: Number.NaN });
  });

  it('starts anew when the clock goes back', () => {
    assert.deepEqual(traceOf(5000, 1000), [{ x: 1000, y: 1000 }]);
  });

  it('forgets what is older than its length', () => {
    const line = traceOf(...Array.from({ length: 5000 }, (_, index) => index));
    assert.equal(line.length, 601);
  });
});
