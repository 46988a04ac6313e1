import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Bus } from '@smer/shared/bus';
import { connectBus } from '@smer/shared/connect-bus';
import { contract } from '@smer/shared/contract';
import { createLogger } from '@smer/shared/logger';
import { Checkpoint } from '../../services/history/src/persist/checkpoint.ts';
import { History } from '../../services/history/src/series/history.ts';
import {
  samplesOf,
  typicalHistory,
  typicalSample,
} from '../../services/history/test-support/make-history.ts';
import { createRandom } from '../fuzz/mutate.ts';
import { type HarmedFile, mutateFolder } from '../fuzz/mutate-folder.ts';
import { mutantsOr, seed } from '../support/run-settings.ts';
import { startNatsServer } from '../support/start-nats-server.ts';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';

const mutants = mutantsOr(200);
const starts = 5;

/** Two days and 40 minutes; the last 30 are in a file of their own. */
const size = 2 * 8640 + 240;
const openFrom = 2 * 8640 + 60;
const names = ['2024-08-16.day', '2024-08-17.day', '2024-08-18T00.hour', '1870.counters'];
const logger = createLogger('test', 'silent');

/** The day, counted from the first, that a file tells of; all that have none are in others too. */
const dayOf = ({ name }: HarmedFile) => (name.endsWith('.counters') ? -1 : names.indexOf(name));
const dayOfSample = (index: number) => Math.floor(index / 8640);

describe(`a checkpoint that was harmed on disk (seed ${seed})`, () => {
  const good = new Set(samplesOf(typicalHistory(size)).map((sample) => JSON.stringify(sample)));
  let parent: string;
  let whole: string;

  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'smer-harmed-'));
    whole = join(parent, 'whole');
    const history = new History(3653);
    const checkpoint = new Checkpoint({ folder: whole, history, logger });
    await checkpoint.load(Date.now());
    for (let index = 0; index < openFrom; index += 1) history.record(typicalSample(index));
    await checkpoint.save({ bootId: 'boot', sequence: openFrom }, { merge: true });
    for (let index = openFrom; index < size; index += 1) history.record(typicalSample(index));
    await checkpoint.save({ bootId: 'boot', sequence: size });
    const written = await readdir(whole);
    for (const name of names) assert.ok(written.includes(name), `${name} is in ${written}`);
  });
  after(() => rm(parent, { recursive: true, force: true }));

  async function harm(random: (below: number) => number) {
    const folder = await mkdtemp(join(parent, 'harmed-'));
    await cp(whole, folder, { recursive: true });
    // Where something else has taken the name, a damaged file can't be set aside.
    if (random(4) === 0)
      await mkdir(join(folder, `${names[0]}.damaged`, 'within'), { recursive: true });
    return { folder, harmed: await mutateFolder(folder, [...names, 'position.json'], random) };
  }

  /** Samples that must be there, as their files were not harmed. */
  const mustHave = (harmed: readonly HarmedFile[]) => {
    const harmedDays = new Set(harmed.map(dayOf));
    const openIsHarmed = harmedDays.has(2);
    return Array.from({ length: size }, (_, index) => index).filter(
      (index) => !harmedDays.has(dayOfSample(index)) && !(openIsHarmed && index >= openFrom),
    );
  };

  it(`gives what is readable, and nothing else, in ${mutants} cases`, async () => {
    const random = createRandom(seed);
    for (let mutant = 0; mutant < mutants; mutant++) {
      const { folder, harmed } = await harm(random);
      const what = `${JSON.stringify(harmed)}, mutant ${mutant}`;
      const history = new History(3653);
      await new Checkpoint({ folder, history, logger }).load(Date.now()).catch((cause) => {
        throw new Error(`${what}: not loaded`, { cause });
      });
      const wrong = samplesOf(history).filter((sample) => !good.has(JSON.stringify(sample)));
      assert.equal(wrong.length, 0, `${what}: ${wrong.length} are wrong`);
      const lost = mustHave(harmed).filter((index) => !hasSample(history, index));
      assert.equal(lost.length, 0, `${what}: lost ${lost.length} that were readable`);
      await rm(folder, { recursive: true });
    }
  });

  it(`lets history start, tell what it could not read, and answer the rest, ${starts} times`, async () => {
    const random = createRandom(seed + 1);
    await using nats = await startNatsServer();
    await using asker = connectAsker(nats.url);
    for (let start = 0; start < starts; start++) {
      const data = await mkdtemp(join(parent, 'data-'));
      const { folder, harmed } = await harm(random);
      await cp(folder, join(data, 'checkpoint'), { recursive: true, verbatimSymlinks: true });
      await using history = startService('history', {
        NATS_URL: nats.url,
        DATA_DIR: data,
        HISTORY_RETENTION_DAYS: '3653',
      });
      const what = JSON.stringify(harmed);
      const found = await waitFor('history to answer', () => timestampsOf(asker.bus));
      for (const index of mustHave(harmed)) {
        const { timestamp } = typicalSample(index);
        assert.ok(found.has(timestamp), `${what}: ${timestamp} is there`);
      }
      for (const { name, how } of harmed.filter(isTold)) {
        assert.ok(history.output().includes(name), `${what}: tells of ${name}, ${how}`);
      }
    }
  });
});

/** What is gone can't be told from what never was, and some changes change nothing. */
const isTold = ({ name, how }: HarmedFile) =>
  name !== 'position.json' && ['cut', 'grow', 'overwrite', 'becomeFolder'].includes(how);

function hasSample({ store }: History, index: number): boolean {
  return store.sampleAt(Math.floor(typicalSample(index).timestamp / 10)) !== undefined;
}

function connectAsker(servers: string) {
  const bus = connectBus({ servers, name: 'test', meter: 'main', logger });
  return { bus, [Symbol.asyncDispose]: () => bus.close() };
}

async function timestampsOf(bus: Bus): Promise<Set<number>> {
  const found = new Set<number>();
  let cursor: number | undefined;
  do {
    const page = await bus.request(contract.historyQuery, { cursor });
    for (const timestamp of page.timestamp) found.add(timestamp);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}
