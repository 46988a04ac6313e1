import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TelegramMessage } from '@smer/shared/contract';
import { LastReading } from './last-reading.ts';

const telegram = (bootId: string, sequence: number, receivedAt: number): TelegramMessage => ({
  bootId,
  sequence,
  reading: {
    meter: 'main',
    identification: 'TST5 TEST',
    profile: 'dsmr-5',
    timestamp: 0,
    timestampSource: 'meter',
    receivedAt,
    usageWatts: sequence,
    mbusDevices: [],
    otherObjects: [],
    warnings: [],
  },
});

function lastOf(...telegrams: [TelegramMessage, 'live' | 'replayed'][]): number | undefined {
  const last = new LastReading({ answer: () => () => undefined });
  for (const [message, how] of telegrams) last.record(message, how);
  return last.reading?.receivedAt;
}

test('has none before the first', () => {
  assert.equal(lastOf(), undefined);
});

test('takes the newest number, also when the clock was set back', () => {
  assert.equal(lastOf([telegram('a', 1, 900), 'live'], [telegram('a', 2, 100), 'live']), 100);
});

test('is not led back by the replay of what went before', () => {
  assert.equal(lastOf([telegram('a', 2, 900), 'live'], [telegram('a', 1, 950), 'replayed']), 900);
});

test('follows a reader that started anew, whatever its clock', () => {
  assert.equal(lastOf([telegram('a', 9, 900), 'live'], [telegram('b', 1, 100), 'live']), 100);
});

test('takes what another reader replays if it came later', () => {
  assert.equal(lastOf([telegram('a', 9, 900), 'live'], [telegram('b', 1, 950), 'replayed']), 950);
  assert.equal(lastOf([telegram('a', 9, 900), 'live'], [telegram('b', 1, 850), 'replayed']), 900);
});

test('answers from the first live reading on, or the end of a replay', () => {
  const answering: string[] = [];
  const create = () =>
    new LastReading({
      answer: ({ subject }) => {
        answering.push(subject);
        return () => undefined;
      },
    });
  const replaying = create();
  replaying.record(telegram('a', 1, 100), 'replayed');
  assert.equal(answering.length, 0);
  replaying.answer();
  assert.equal(answering.length, 1);
  const live = create();
  live.answer();
  assert.equal(answering.length, 1);
  live.record(telegram('a', 1, 100), 'live');
  live.record(telegram('a', 2, 200), 'live');
  assert.equal(answering.length, 2);
});
