import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineWatch } from './line-watch.ts';
import { describeSerialSettings, parseSerialSettings } from './serial-settings.ts';

const settingsOf = (watch: LineWatch) => describeSerialSettings(watch.settings);

test('listens 12 s with 115200 8N1 before it tries 9600 7E1', () => {
  const watch = new LineWatch({ serial: true });
  watch.opened(0);
  assert.equal(settingsOf(watch), '115200-8N1');
  assert.equal(watch.reopenReason(11_999), undefined);
  assert.equal(watch.reopenReason(12_000), 'silent');
  watch.reopening('silent');
  assert.equal(settingsOf(watch), '9600-7E1');
});

test('goes round the settings for as long as nothing comes', () => {
  const watch = new LineWatch({ serial: true });
  watch.reopening('silent');
  watch.reopening('silent');
  assert.equal(settingsOf(watch), '115200-8N1');
});

test('changes at once when the bytes are of another speed', () => {
  const watch = new LineWatch({ serial: true });
  watch.opened(0);
  watch.bytes(100);
  watch.wrongSettings();
  assert.equal(watch.reopenReason(101), 'unreadable');
});

test('keeps the settings that brought a telegram when the line falls silent', () => {
  const watch = new LineWatch({ serial: true });
  watch.opened(0);
  watch.telegram(1_000);
  watch.reopening('silent');
  assert.equal(settingsOf(watch), '115200-8N1');
});

test('keeps the settings through a burst of noise', () => {
  const watch = new LineWatch({ serial: true });
  watch.opened(0);
  watch.telegram(1_000);
  watch.bytes(2_000);
  watch.wrongSettings();
  assert.equal(watch.reopenReason(2_000), undefined);
});

test('searches anew after a minute of bytes without a telegram', () => {
  const watch = new LineWatch({ serial: true });
  watch.opened(0);
  watch.telegram(1_000);
  watch.bytes(60_999);
  assert.equal(watch.reopenReason(60_999), undefined);
  watch.bytes(61_000);
  assert.equal(watch.reopenReason(61_000), 'unreadable');
  watch.reopening('unreadable');
  assert.equal(settingsOf(watch), '9600-7E1');
});

test('notices within 5 s that a meter of one telegram a second fell silent', () => {
  const watch = new LineWatch({ serial: false });
  watch.opened(0);
  for (const now of [1_000, 2_000]) {
    watch.bytes(now);
    watch.telegram(now);
  }
  assert.equal(watch.reopenReason(6_999), undefined);
  assert.equal(watch.reopenReason(7_000), 'silent');
});

test('gives a meter of one telegram in ten seconds 30 s', () => {
  const watch = new LineWatch({ serial: false });
  watch.opened(0);
  for (const now of [0, 10_000]) {
    watch.bytes(now);
    watch.telegram(now);
  }
  assert.equal(watch.reopenReason(39_999), undefined);
  assert.equal(watch.reopenReason(40_000), 'silent');
});

/** How many of the telegrams that come at these times are heard; opening anew takes half a second. */
function countHeard(arrivals: readonly number[]): number {
  const watch = new LineWatch({ serial: false });
  watch.opened(0);
  let openAt = 0;
  const look = (now: number) => {
    const reason = now < openAt ? undefined : watch.reopenReason(now);
    if (reason === undefined) return;
    watch.reopening(reason);
    openAt = now + 500;
    watch.opened(openAt);
  };
  const hears = (arrival: number, index: number) => {
    for (let now = arrivals[index - 1] ?? 0; now < arrival; now += 100) look(now);
    if (arrival < openAt) return false;
    watch.bytes(arrival);
    watch.telegram(arrival);
    return true;
  };
  return arrivals.filter(hears).length;
}

const everyTenSeconds = Array.from({ length: 360 }, (_, index) => (index + 1) * 10_000);

for (const lateByMs of [6_700, 6_800, 8_000, 9_900, 10_000]) {
  test(`hears all of a meter of ten seconds of which one telegram is ${lateByMs} ms late`, () => {
    const arrivals = everyTenSeconds.map((at, index) => (index === 100 ? at + lateByMs : at));
    assert.equal(countHeard(arrivals), 360);
  });

  test(`loses one telegram at most when the second is ${lateByMs} ms late`, () => {
    const arrivals = everyTenSeconds.map((at, index) => (index === 1 ? at + lateByMs : at));
    assert.ok(countHeard(arrivals) >= 359, `${countHeard(arrivals)}`);
  });
}

test('never leaves settings that were given', () => {
  const watch = new LineWatch({ serial: true, fixed: parseSerialSettings('9600-7E1') });
  watch.opened(0);
  watch.wrongSettings();
  assert.equal(watch.reopenReason(1), undefined);
  watch.reopening('silent');
  assert.equal(settingsOf(watch), '9600-7E1');
});
