import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@smer/shared/bus';
import type { Clock } from '@smer/shared/clock';
import { contract } from '@smer/shared/contract';
import type { TimeZone } from '@smer/shared/time-zone';
import type { MeterFollower } from './follow-meter.ts';
import type { LastReading } from './last-reading.ts';
import { PageTags } from './page-tags.ts';
import { answerDemand } from './series/demand.ts';
import { readEnergy } from './series/energy.ts';
import type { History } from './series/history.ts';

/** Half of what whoever asks waits for. */
const longestWaitMs = 1_000;

export interface QueryOptions {
  readonly bus: Pick<Bus, 'answer'>;
  readonly history: History;
  readonly follower: Pick<MeterFollower, 'isCatchingUp' | 'settled'>;
  readonly last: LastReading;
  readonly zone: TimeZone;
  readonly clock: Clock;
}

/**
 * Answers what history holds. A question that comes while a gap is being filled waits for that,
 * so that the answer has no hole that is gone a moment later.
 */
export function answerQueries({ bus, history, follower, last, zone, clock }: QueryOptions): void {
  const settled = async () => {
    if (!follower.isCatchingUp) return;
    await Promise.race([follower.settled(), pause(longestWaitMs, undefined, { ref: false })]);
  };
  const pages = new PageTags(history.store);
  // A simulated meter may be ahead of the computer's clock.
  const nowS = () => Math.max(Math.floor(clock() / 1000), last.reading?.timestamp ?? 0);
  bus.answer(contract.historyQuery, async (request) => {
    await settled();
    return pages.read(request);
  });
  bus.answer(contract.historyEnergy, async (request) => {
    await settled();
    return readEnergy(history, request, { zone, nowS: nowS() });
  });
  bus.answer(contract.historyDemand, async () => {
    await settled();
    return answerDemand(history, last.reading, { zone, nowS: nowS() });
  });
}
