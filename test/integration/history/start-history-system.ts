import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from '@smer/shared/contract';
import { startNatsServer } from '../../support/start-nats-server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { FakeReader } from './fake-reader.ts';

export interface HistorySystem extends AsyncDisposable {
  readonly reader: FakeReader;
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly nats: Awaited<ReturnType<typeof startNatsServer>>;
  timestamps(): Promise<number[]>;
}

/** A bus with a reader of our own, and what history needs to be started beside them. */
export async function startHistorySystem(): Promise<HistorySystem> {
  const nats = await startNatsServer();
  const folder = await mkdtemp(join(tmpdir(), 'smer-history-'));
  const reader = new FakeReader(nats.url);
  await waitFor('the bus', () => reader.bus.connected);
  return {
    reader,
    folder,
    nats,
    env: { NATS_URL: nats.url, DATA_DIR: folder, LOG_LEVEL: 'debug' },
    timestamps: async () => {
      const page = await reader.bus.request(contract.historyQuery, {});
      return page.timestamp;
    },
    [Symbol.asyncDispose]: async () => {
      await reader.bus.close();
      await nats[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
