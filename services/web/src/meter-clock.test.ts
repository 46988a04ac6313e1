import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMeterClock } from './meter-clock.ts';

describe('the meter’s clock', () => {
  it('is the browser’s before the first reading', () => {
    assert.equal(createMeterClock(() => 5_000).now(), 5_000);
  });

  it('follows the meter when the browser’s clock is hours off', () => {
    let browser = 0;
    const clock = createMeterClock(() => browser);
    const movedMs = clock.learn({ timestamp: 7_200 }, 3);
    browser += 1_000;
    assert.deepEqual([movedMs, clock.now()], [7_203_000, 7_204_000]);
  });
});
