import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import { type ErrorCode, SmerError } from '@smer/shared/errors';
import { createLogger } from '@smer/shared/logger';
import { MeterFollower } from './follow-meter.ts';

/** A bus on which every question for a replay ends in the same way. */
function busThatFails(code: ErrorCode): Pick<Bus, 'subscribe' | 'request' | 'onConnect'> {
  return {
    subscribe: () => () => undefined,
    onConnect: (handle) => handle(),
    request: () => Promise.reject(new SmerError(code, 'as the test wants it')),
  };
}

for (const code of ['NO_ANSWER', 'ANSWER_TOO_LATE', 'UNEXPECTED_ANSWER'] as const) {
  test(`answers for what it has where the replay fails again and again: ${code}`, async () => {
    const follower = new MeterFollower({
      bus: busThatFails(code),
      logger: createLogger('history', 'silent'),
      record: () => undefined,
      onNewReader: () => undefined,
    });
    await follower.ready;
    follower.stop();
    assert.equal(follower.position, undefined);
  });
}
