import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import type {
  EnergyPage,
  EnergyRequest,
  HistoryPage,
  HistoryRequest,
} from '@smer/shared/history-page';

type Ask = Pick<Bus, 'request'>;

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

async function* pages<P extends Page>(
  ask: (cursor: { cursor?: number }) => Promise<P>,
): AsyncGenerator<P> {
  let page = await ask({});
  yield page;
  while (page.next !== undefined) {
    const cursor = page.next;
    page = await ask({ cursor });
    if (page.next !== undefined && page.next <= cursor) {
      throw new SmerError('UNEXPECTED_ANSWER', `history does not get past ${cursor}`);
    }
    yield page;
  }
}
