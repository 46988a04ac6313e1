import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFreshness } from './freshness.ts';

describe('freshness', () => {
  it('is stale before the first reading', () => {
    assert.deepEqual(createFreshness(() => 0).state(), { isStale: true });
  });

  it('grows old by the browser’s clock', () => {
    let now = 1_000_000;
    const freshness = createFreshness(() => now);
    freshness.heard(5);
    now += 50_000;
    assert.deepEqual(freshness.state(), { ageS: 55, isStale: false });
    now += 10_000;
    assert.deepEqual(freshness.state(), { ageS: 65, isStale: true });
  });
});
