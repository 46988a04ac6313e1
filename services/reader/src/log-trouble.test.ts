import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineTrouble, LinkStatus } from '@smer/shared/link';
import { createLogger } from '@smer/shared/logger';
import { createTroubleLog } from './log-trouble.ts';

const linkIn = (trouble?: LineTrouble): LinkStatus => ({
  meter: 'main',
  source: 'auto',
  since: 0,
  state: 'open',
  bytes: 0,
  telegrams: 0,
  rejected: {},
  lineWarnings: 0,
  reconnects: 0,
  ...(trouble === undefined ? {} : { trouble }),
});

/** What is logged of troubles that come at these times, in ms. */
function logged(troubles: readonly (readonly [number, LineTrouble | undefined])[]): string[] {
  const lines: string[] = [];
  const logger = createLogger('reader', 'silent');
  const note = ({ trouble = 'well' }: { trouble?: string }) => lines.push(trouble);
  Object.assign(logger, { info: note, warn: note });
  let now = 0;
  const log = createTroubleLog(logger, () => now);
  for (const [at, trouble] of troubles) {
    now = at;
    log(linkIn(trouble));
  }
  return lines;
}

test('logs a trouble when it comes, another, and when it is over', () => {
  const troubles = [
    [0, undefined],
    [1, 'no-device'],
    [2, 'no-device'],
    [3, 'silent'],
    [4, undefined],
  ] as const;
  assert.deepEqual(logged(troubles), ['no-device', 'silent', 'well']);
});

test('logs a trouble that came again too soon, and stayed', () => {
  const minute = 60_000;
  const troubles = [
    [0, 'no-device'],
    [minute, undefined],
    [2 * minute, 'no-device'],
    [9 * minute, 'no-device'],
    [11 * minute, 'no-device'],
  ] as const;
  assert.deepEqual(logged(troubles), ['no-device', 'well', 'no-device']);
});

test('logs a line that is well every other second once in ten minutes', () => {
  const flapping = Array.from({ length: 1_000 }, (_, second) => {
    return [second * 1000, second % 2 === 0 ? 'noise' : undefined] as const;
  });
  assert.deepEqual(logged(flapping), ['noise', 'well', 'noise', 'well']);
});
