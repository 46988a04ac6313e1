import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { ReaderWatch } from './reader-watch.ts';

test('tells when the last telegram came, though the clock was set back since', () => {
  let nowMs = Date.parse('2026-06-01T12:00:00Z');
  let hear = (_message: { reading: { receivedAt: number } }) => {};
  const bus = {
    subscribe: (event: unknown, handler: typeof hear) => {
      if (event === contract.telegram) hear = handler;
    },
    onConnect: () => undefined,
  } as unknown as Bus;
  const reader = new ReaderWatch(bus, () => nowMs);
  hear({ reading: { receivedAt: nowMs } });
  nowMs -= 7_200_000;
  hear({ reading: { receivedAt: nowMs } });
  assert.equal(reader.lastTelegramAt, nowMs);
});
