import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seed } from '../support/run-settings.ts';
import { fuzzLine } from './fuzz-line.ts';

describe('the decoder under fuzz', () => {
  it('survives mutated telegrams, and still reads among them', () => {
    const { readings, rejected, slowestMs } = fuzzLine(5_000, seed);
    assert.ok(readings > 100, `${readings} readings, seed ${seed}`);
    assert.ok(rejected > 100, `${rejected} rejections, seed ${seed}`);
    assert.ok(slowestMs < 1_000, `${slowestMs} ms, seed ${seed}`);
  });

  it('does the same for the same seed', () => {
    const { slowestMs: _one, ...first } = fuzzLine(200, 7);
    const { slowestMs: _other, ...second } = fuzzLine(200, 7);
    assert.deepEqual(first, second);
  });
});
