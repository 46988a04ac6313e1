import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import { connectBus } from '@smer/shared/connect-bus';
import { contract, type TelegramMessage } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { createLogger } from '@smer/shared/logger';
import type { Reading } from '@smer/shared/reading';
import { startNatsServer } from '../support/start-nats-server.ts';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';

const start = 1_723_833_000;

const toReading = (timestamp: number, usageWatts = timestamp % 1000): Reading => ({
  meter: 'main',
  identification: 'TST5',
  profile: 'dsmr-5',
  equipmentIdentifier: 'E1',
  timestamp,
  timestampSource: 'meter',
  receivedAt: timestamp * 1000 + 200,
  usageWatts,
  energyImportedT1Wh: 1_000_000 + (timestamp - start),
  energyImportedT2Wh: 2_000_000,
  energyExportedT1Wh: 5,
  energyExportedT2Wh: 6,
  mbusDevices: [],
  otherObjects: [],
  warnings: [],
});

/** A reader of our own: it numbers what it publishes and replays what it was given. */
class FakeReader {
  readonly bus: Bus;
  readonly bootId: string;
  readonly kept: { sequence: number; reading: Reading }[] = [];

  constructor(url: string, bootId = 'boot-1') {
    this.bootId = bootId;
    this.bus = connectBus({
      servers: url,
      name: 'fake-reader',
      meter: 'main',
      logger: createLogger('test', 'silent'),
    });
  }

  answerReplay(): void {
    this.bus.answer(contract.replay, ({ bootId, afterSequence = 0 }) => {
      const after = bootId === this.bootId ? afterSequence : 0;
      const due = this.kept.filter(({ sequence }) => sequence > after);
      return { bootId: this.bootId, telegrams: due.slice(0, 50), more: due.length > 50 };
    });
  }

  /** Reads a telegram; `lost` ones never reach the bus. */
  read(reading: Reading, { lost = false } = {}): void {
    const sequence = this.kept.length + 1;
    this.kept.push({ sequence, reading });
    const message: TelegramMessage = { bootId: this.bootId, sequence, reading };
    if (!lost) this.bus.publish(contract.telegram, message);
  }
}

interface System extends AsyncDisposable {
  readonly reader: FakeReader;
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly nats: Awaited<ReturnType<typeof startNatsServer>>;
  timestamps(): Promise<number[]>;
}

async function startSystem(): Promise<System> {
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

const everyTenSeconds = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index * 10);

test('takes in at its start what the reader kept', async () => {
  await using system = await startSystem();
  for (const timestamp of everyTenSeconds(start, 120)) system.reader.read(toReading(timestamp));
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  const found = await waitFor('an answer', () => system.timestamps());
  assert.deepEqual(found, everyTenSeconds(start, 120));
});

test('answers without a reader', async () => {
  await using system = await startSystem();
  await using _history = startService('history', system.env);
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), []);
});

test('answers nobody until the replay is in, and asks again where it failed', async () => {
  await using system = await startSystem();
  system.reader.read(toReading(start));
  let isWorking = false;
  system.reader.bus.answer(contract.replay, () => {
    if (!isWorking) throw new Error('not now');
    return { bootId: 'boot-1', telegrams: system.reader.kept, more: false };
  });
  await using history = startService('history', system.env);
  await waitFor('a replay that failed', () => history.output().includes('no replay'));
  await assert.rejects(
    system.timestamps(),
    (error) => error instanceof SmerError && error.code === 'NO_ANSWER',
  );
  isWorking = true;
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), [start]);
});

test('takes in what a reader with another boot has', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  system.reader.read(toReading(start));
  await waitFor('the first reading', async () => (await system.timestamps()).length === 1);
  await system.reader.bus.close();
  const next = new FakeReader(system.nats.url, 'boot-2');
  await waitFor('the bus', () => next.bus.connected);
  next.answerReplay();
  for (const timestamp of everyTenSeconds(start + 10, 5)) {
    next.read(toReading(timestamp), { lost: true });
  }
  next.read(toReading(start + 60));
  const timestamps = async () => (await next.bus.request(contract.historyQuery, {})).timestamp;
  await waitFor('what the other boot has', async () => (await timestamps()).length === 7);
  await next.bus.close();
});

test('fills the gap that a lost telegram leaves', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  const [first = 0, second = 0, third = 0] = everyTenSeconds(start, 3);
  system.reader.read(toReading(first));
  system.reader.read(toReading(second), { lost: true });
  system.reader.read(toReading(third));
  await waitFor('the lost reading', async () => (await system.timestamps()).length === 3);
});

test('asks for the replay when the bus returns', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  system.reader.read(toReading(start));
  await waitFor('the first reading', async () => (await system.timestamps()).length === 1);
  await system.nats.kill();
  await waitFor('the loss to be noticed', () => !system.reader.bus.connected);
  for (const timestamp of everyTenSeconds(start + 10, 30)) system.reader.read(toReading(timestamp));
  await system.nats.start();
  await waitFor('what was missed', async () => (await system.timestamps()).length === 31);
});

test('answers the last reading as current', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  system.reader.read(toReading(start, 10));
  system.reader.read(toReading(start + 1, 20));
  const current = await waitFor('the last reading', async () => {
    const reading = await system.reader.bus.request(contract.current, {});
    return reading.usageWatts === 20 && reading;
  });
  assert.equal(current.timestamp, start + 1);
});

test('keeps a slot for the reading that tells the power', async () => {
  await using system = await startSystem();
  const { usageWatts: _, ...powerless } = toReading(start);
  system.reader.read(powerless);
  system.reader.read(toReading(start + 1));
  system.reader.answerReplay();
  await using _history = startService('history', system.env);
  const found = await waitFor('an answer', () => system.timestamps());
  assert.deepEqual(found, [start + 1]);
});

test('stores what it holds and loads it again after a restart', async () => {
  await using system = await startSystem();
  for (const timestamp of everyTenSeconds(start, 500)) system.reader.read(toReading(timestamp));
  system.reader.answerReplay();
  const history = startService('history', { ...system.env, HISTORY_CHECKPOINT_MINUTES: '0' });
  const before = await waitFor('an answer', () => system.timestamps());
  const stored = await last(system.reader.bus.run(contract.historyStore, {}, 2_000));
  assert.equal(stored.kind === 'result' && stored.count, 500);
  await history.stop();

  system.reader.kept.length = 0;
  await using _again = startService('history', { ...system.env, HISTORY_CHECKPOINT_MINUTES: '0' });
  await waitFor('an answer', () => system.timestamps());
  const loaded = await last(system.reader.bus.run(contract.historyLoad, {}, 2_000));
  assert.equal(loaded.kind === 'result' && loaded.added, 500);
  assert.deepEqual(await system.timestamps(), before);
});

test('loads a file of the original program with its timestamps corrected', async () => {
  await using system = await startSystem();
  const readings = [
    { date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: -1800 },
    { date: '2024-08-16T18:32:00', timestamp: 1723833120, usageWatts: 12 },
  ];
  const file = join(system.folder, 'history-data.json');
  await writeFile(file, JSON.stringify({ readings }, null, 4));
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  await last(system.reader.bus.run(contract.historyLoad, {}, 2_000));
  assert.deepEqual(await system.timestamps(), [1723825910, 1723825920]);
});

test('refuses a truncated file and keeps what it holds', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  system.reader.read(toReading(start));
  await using _history = startService('history', system.env);
  await waitFor('the reading', async () => (await system.timestamps()).length === 1);
  await last(system.reader.bus.run(contract.historyStore, {}, 2_000));
  const file = join(system.folder, 'history-data.json');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, -30));
  await assert.rejects(
    last(system.reader.bus.run(contract.historyLoad, {}, 2_000)),
    (error) => error instanceof SmerError && error.code === 'INVALID_DUMP_FILE',
  );
  assert.deepEqual(await system.timestamps(), [start]);
});

async function last<M>(messages: AsyncIterable<M>): Promise<M> {
  let found: M | undefined;
  for await (const message of messages) found = message;
  assert.ok(found);
  return found;
}

test('continues from its checkpoint after SIGTERM, without a reader', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 800)) system.reader.read(toReading(timestamp));
  const history = startService('history', system.env);
  const before = await waitFor('an answer', () => system.timestamps());
  assert.equal(await history.stop(), 0, history.output());
  system.reader.kept.length = 0;
  await using _again = startService('history', system.env);
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), before);
});

test('has all after kill -9 that the reader replays', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 300)) system.reader.read(toReading(timestamp));
  const history = startService('history', system.env);
  const before = await waitFor('an answer', () => system.timestamps());
  await history.kill();
  await using _again = startService('history', system.env);
  assert.deepEqual(await waitFor('an answer', () => system.timestamps()), before);
});

test('has after kill -9 what only an earlier life of the reader could have replayed', async (context) => {
  await using system = await startSystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 300)) system.reader.read(toReading(timestamp));
  const history = startService('history', system.env);
  const before = await waitFor('an answer', () => system.timestamps());
  await system.reader.bus.close();
  const next = new FakeReader(system.nats.url, 'boot-2');
  context.after(() => next.bus.close());
  await waitFor('the bus', () => next.bus.connected);
  next.answerReplay();
  next.read(toReading(start + 3000));
  const status = async () => (await next.bus.requestAll(contract.status, {}, 200))[0];
  await waitFor('a checkpoint', async () => {
    const written = (await status())?.counters['checkpointBytes'] ?? 0;
    return written > 0;
  });
  await history.kill();
  await using _again = startService('history', system.env);
  const found = await waitFor('an answer', () => next.bus.request(contract.historyQuery, {}));
  assert.deepEqual(found.timestamp, [...before, start + 3000]);
});

test('loads on every replica what one of them has loaded', async () => {
  await using system = await startSystem();
  const file = join(system.folder, 'history-data.json');
  const readings = [{ date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: 5 }];
  await writeFile(file, JSON.stringify({ readings }, null, 4));
  await using _one = startService('history', system.env);
  await using _other = startService('history', system.env);
  const statuses = () => system.reader.bus.requestAll(contract.status, {}, 200);
  await waitFor('both', async () => {
    const ready = (await statuses()).filter((status) => status.ready);
    return ready.length === 2;
  });
  await last(system.reader.bus.run(contract.historyLoad, {}, 2_000));
  await waitFor('both to hold the reading', async () => {
    const samples = (await statuses()).map(({ counters }) => counters['samples']);
    return samples.length === 2 && samples.every((count) => count === 1);
  });
});

test('tells the energy of a period and the demand of the quarter hour', async () => {
  await using system = await startSystem();
  system.reader.answerReplay();
  for (const timestamp of everyTenSeconds(start, 91)) system.reader.read(toReading(timestamp));
  await using _history = startService('history', system.env);
  await waitFor('an answer', () => system.timestamps());
  const { buckets } = await system.reader.bus.request(contract.historyEnergy, {
    period: 'quarter',
    from: start,
    to: start + 900,
  });
  assert.deepEqual(buckets, [
    {
      start,
      end: start + 900,
      energyImportedT1Wh: 900,
      energyImportedT2Wh: 0,
      energyExportedT1Wh: 0,
      energyExportedT2Wh: 0,
      energyImportedWh: 900,
      energyExportedWh: 0,
      coverage: 1,
    },
  ]);
  const demand = await system.reader.bus.request(contract.historyDemand, {});
  assert.equal(demand.source, 'counters');
  assert.equal(demand.monthPeak?.powerW, 3600);
});
