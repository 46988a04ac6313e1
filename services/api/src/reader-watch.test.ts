import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { ReaderWatch } from './reader-watch.ts';

/** A watch of what is told to it, under clocks that stand where they are set. */
function watchReader() {
  const now = { clock: Date.parse('2026-06-01T12:00:00Z'), uptime: 0 };
  const handlers = new Map<unknown, (message: unknown) => void>();
  const bus = {
    subscribe: (event: unknown, handle: (message: unknown) => void) => handlers.set(event, handle),
    onConnect: () => undefined,
  } as unknown as Bus;
  const clocks = { clock: () => now.clock, uptime: () => now.uptime };
  return {
    now,
    reader: new ReaderWatch(bus, clocks),
    hear: () => handlers.get(contract.telegram)?.({ reading: { receivedAt: now.clock } }),
    hearLink: () => handlers.get(contract.link)?.({ state: 'reading' }),
  };
}

test('tells when the last telegram came, though the clock was set back since', () => {
  const { now, reader, hear } = watchReader();
  hear();
  now.clock -= 7_200_000;
  hear();
  assert.equal(reader.lastTelegramAt, now.clock);
});

test('knows no state of the line that was told long ago, though the clock was set back since', () => {
  const { now, reader, hearLink } = watchReader();
  hearLink();
  now.uptime += 30_000;
  assert.equal(reader.link?.state, 'reading');
  now.uptime += 1;
  now.clock -= 3_600_000;
  assert.equal(reader.link, undefined);
});
