import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import { historyPages } from './history-pages.ts';

/** A bus on which history answers each page with the cursor given for it. */
function historyWithCursors(cursors: readonly (number | undefined)[]) {
  const asked: unknown[] = [];
  const bus = {
    request: async (_query: unknown, payload: unknown) => {
      asked.push(payload);
      return { timestamp: [], columns: {}, next: cursors[asked.length - 1] };
    },
  } as unknown as Pick<Bus, 'request'>;
  return { asked, bus };
}

test('asks for each page with the cursor of the one before', async () => {
  const { asked, bus } = historyWithCursors([100, 200, undefined]);
  const pages = await Array.fromAsync(historyPages(bus, { to: 300 }, 1_000));
  assert.equal(pages.length, 3);
  assert.deepEqual(asked, [{ to: 300 }, { to: 300, cursor: 100 }, { to: 300, cursor: 200 }]);
});

test('asks for no page before the one before has been used', async () => {
  const { asked, bus } = historyWithCursors([100, undefined]);
  const pages = historyPages(bus, {}, 1_000);
  await pages.next();
  assert.equal(asked.length, 1);
});

test('gives up on a history that goes in circles', async () => {
  const { bus } = historyWithCursors([100, 100, 100]);
  await assert.rejects(Array.fromAsync(historyPages(bus, {}, 1_000)), {
    code: 'UNEXPECTED_ANSWER',
  });
});
