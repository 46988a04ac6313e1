import { contract } from '@smer/shared/contract';
import { samplePage, sampleReading, summerEvening } from './sample-messages.ts';
import type { StartedApi } from './start-api.ts';

/** Plays reader and history, as long as the API runs, with the same short answers to all questions. */
export async function answerAll({ bus, settled }: StartedApi): Promise<void> {
  bus.answer(contract.current, () => sampleReading());
  bus.answer(contract.lastRaw, () => '/TST5\r\n!0000\r\n');
  bus.answer(contract.historyQuery, ({ points }) => samplePage(summerEvening, points ? 1 : 2));
  bus.answer(contract.historyEnergy, ({ period }) => ({ period, zone: 'UTC', buckets: [] }));
  bus.answer(contract.historyDemand, () => ({ source: 'meter' as const, peaks: [] }));
  bus.answerTask(contract.historyStore, storing);
  bus.answerTask(contract.historyLoad, loading);
  await settled();
}

async function* storing() {
  yield { kind: 'result' as const, count: 1, bytes: 2, file: 'x', storedAt: 3 };
}

async function* loading() {
  yield { kind: 'result' as const, loaded: 1, added: 1, file: 'x', origin: 'smer' as const };
}
