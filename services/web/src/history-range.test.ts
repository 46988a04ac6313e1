import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import {
  isLive,
  localDate,
  pieceBetween,
  rangesS,
  scaled,
  shifted,
  viewOfChoice,
  windowOf,
} from './history-range.ts';

const zone = createTimeZone('Europe/Amsterdam');
const seconds = (iso: string) => Date.parse(iso) / 1000;
const nowS = seconds('2026-06-17T14:00:00+02:00');

describe('viewOfChoice', () => {
  it('offers the ten ranges of the original beside all', () => {
    assert.deepEqual(rangesS, [60, 300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 259200]);
  });

  it('reads a range', () => {
    assert.deepEqual(viewOfChoice('900'), { kind: 'range', seconds: 900 });
  });

  it('reads all', () => {
    assert.deepEqual(viewOfChoice('all'), { kind: 'all' });
  });

  for (const choice of [null, '', '61', 'abc']) {
    it(`takes three hours for ${choice}`, () => {
      assert.deepEqual(viewOfChoice(choice), { kind: 'range', seconds: 10800 });
    });
  }
});

describe('windowOf', () => {
  it('ends a range now', () => {
    assert.deepEqual(windowOf({ kind: 'range', seconds: 60 }, nowS, zone), {
      fromS: nowS - 60,
      toS: nowS,
    });
  });

  it('lets all begin with the oldest', () => {
    assert.deepEqual(windowOf({ kind: 'all' }, nowS, zone), { toS: nowS });
  });

  it('gives a day from midnight to midnight in the zone of the meter', () => {
    assert.deepEqual(windowOf({ kind: 'day', date: '2026-06-16' }, nowS, zone), {
      fromS: seconds('2026-06-16T00:00:00+02:00'),
      toS: seconds('2026-06-17T00:00:00+02:00'),
    });
  });

  const odd = [
    { date: '2026-03-29', hours: 23 },
    { date: '2026-10-25', hours: 25 },
  ];
  for (const { date, hours } of odd) {
    it(`gives the ${hours} hours of ${date}`, () => {
      const { fromS = 0, toS } = windowOf({ kind: 'day', date }, nowS, zone);
      assert.equal(toS - fromS, hours * 3600);
    });
  }
});

describe('pieceBetween', () => {
  it('takes the ends in either order', () => {
    assert.deepEqual(pieceBetween(500, 100), pieceBetween(100, 500));
  });

  it('is never shorter than half a minute', () => {
    assert.deepEqual(pieceBetween(100, 101), { kind: 'piece', fromS: 100, toS: 130 });
  });
});

describe('moving', () => {
  const shown = { fromS: nowS - 3600, toS: nowS };
  const range = { kind: 'range', seconds: 3600 } as const;

  it('goes back by the length that is shown', () => {
    assert.deepEqual(shifted(range, -1, { shown, nowS, zone }), {
      kind: 'piece',
      fromS: nowS - 7200,
      toS: nowS - 3600,
    });
  });

  it('does not go beyond now', () => {
    assert.deepEqual(shifted(range, 1, { shown, nowS, zone }), { kind: 'piece', ...shown });
  });

  it('goes from day to day by the calendar, over the clock change too', () => {
    const day = { kind: 'day', date: '2026-03-28' } as const;
    assert.deepEqual(shifted(day, 1, { shown, nowS, zone }), { kind: 'day', date: '2026-03-29' });
    assert.deepEqual(shifted({ kind: 'day', date: '2026-03-30' }, -1, { shown, nowS, zone }), {
      kind: 'day',
      date: '2026-03-29',
    });
  });

  it('stays at today, the last day there is', () => {
    const today = { kind: 'day', date: localDate(nowS * 1000, zone) } as const;
    assert.deepEqual(shifted(today, 1, { shown, nowS, zone }), today);
  });

  it('zooms in around the middle', () => {
    assert.deepEqual(scaled(shown, 0.5, nowS), {
      kind: 'piece',
      fromS: nowS - 2700,
      toS: nowS - 900,
    });
  });

  it('zooms out without going beyond now', () => {
    assert.deepEqual(scaled(shown, 2, nowS), { kind: 'piece', fromS: nowS - 7200, toS: nowS });
  });
});

describe('isLive', () => {
  it('tells views that follow the clock from those that stand still', () => {
    assert.deepEqual(
      [
        isLive({ kind: 'range', seconds: 60 }),
        isLive({ kind: 'all' }),
        isLive({ kind: 'day', date: '2026-06-17' }),
        isLive(pieceBetween(0, 60)),
      ],
      [true, true, false, false],
    );
  });
});

describe('localDate', () => {
  it('is of the zone of the meter', () => {
    assert.equal(localDate(Date.parse('2026-06-16T22:30:00Z'), zone), '2026-06-17');
  });
});
