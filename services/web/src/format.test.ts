import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFormat } from './format.ts';

const dutch = createFormat('nl', 'Europe/Amsterdam');
const english = createFormat('en', 'Europe/Amsterdam');

describe('createFormat', () => {
  it('writes figures as each language does', () => {
    assert.deepEqual([dutch.watts(1254), english.watts(1254)], ['1.254 W', '1,254 W']);
  });

  it('writes a minus sign, not a hyphen', () => {
    assert.equal(english.watts(-850), '−850 W');
  });

  it('turns to kW from 1000 W', () => {
    assert.deepEqual([english.power(999), english.power(1254)], ['999 W', '1.25 kW']);
  });

  it('keeps the decimals of energy and volume', () => {
    assert.deepEqual(
      [dutch.kilowattHours(1200), dutch.cubicMetres(3_141_593)],
      ['1,20', '3.141,593'],
    );
  });

  it('writes times in the zone of the meter', () => {
    const instant = Date.parse('2026-06-17T12:32:10Z');
    assert.deepEqual([dutch.clock(instant), english.clockSeconds(instant)], ['14:32', '14:32:10']);
  });

  const ages = [
    [20, '20 seconds ago'],
    [89, '89 seconds ago'],
    [192, '3 minutes ago'],
    [7200, '2 hours ago'],
    [400_000, '5 days ago'],
  ] as const;
  for (const [seconds, expected] of ages) {
    it(`says ${expected}`, () => assert.equal(english.ago(seconds), expected));
  }

  it('writes durations', () => {
    assert.equal(dutch.duration(5312), '89 minuten');
  });
});
