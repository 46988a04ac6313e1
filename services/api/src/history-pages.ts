import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { type ErrorCode, SmerError } from '@smer/shared/errors';
import type {
  EnergyPage,
  EnergyRequest,
  HistoryPage,
  HistoryRequest,
} from '@smer/shared/history-page';

type Ask = Pick<Bus, 'request'>;

/** What passes when history is replaced or another instance takes over. */
const passing = new Set<ErrorCode>(['NO_ANSWER', 'NOT_CAUGHT_UP', 'ANSWER_TOO_LATE']);
const attempts = 20;
const pauseMs = 500;

/** The pages of a range of history, each asked for when the one before has been used. */
export const historyPages = (bus: Ask, request: HistoryRequest, timeoutMs: number) =>
  pages<HistoryPage>((cursor) =>
    bus.request(contract.historyQuery, { ...request, ...cursor }, timeoutMs),
  );

/** The pages of a range of energy periods. */
export const energyPages = (bus: Ask, request: EnergyRequest, timeoutMs: number) =>
  pages<EnergyPage>((cursor) =>
    bus.request(contract.historyEnergy, { ...request, ...cursor }, timeoutMs),
  );

interface Page {
  readonly next?: number | undefined;
}

/**
 * The first page tells at once what is wrong. Later ones are asked for again for a while, as a
 * cursor means the same to every instance of history, and the client has half its answer.
 */
async function* pages<P extends Page>(
  ask: (cursor: { cursor?: number }) => Promise<P>,
): AsyncGenerator<P> {
  let page = await ask({});
  yield page;
  while (page.next !== undefined) {
    const cursor = page.next;
    page = await askPatiently(() => ask({ cursor }));
    if (page.next !== undefined && page.next <= cursor) {
      throw new SmerError('UNEXPECTED_ANSWER', `history does not get past ${cursor}`);
    }
    yield page;
  }
}

async function askPatiently<P>(ask: () => Promise<P>): Promise<P> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (thrown) {
      const passes = thrown instanceof SmerError && passing.has(thrown.code);
      if (!passes || attempt === attempts) throw thrown;
      await pause(pauseMs);
    }
  }
}
