import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dumpBytes } from '../../services/history/test-support/dump-bytes.ts';
import { typicalHistory } from '../../services/history/test-support/make-history.ts';
import { choose, createRandom } from '../fuzz/mutate.ts';
import { mutateDump } from '../fuzz/mutate-dump.ts';
import { mutantsOr, seed } from '../support/run-settings.ts';
import { type LineServer, startLineServer } from '../support/start-line-server.ts';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';

const mutants = mutantsOr(300);
const dumped = 120;
const farFutureS = 4_102_444_800;

/** Readings that no other dump has, so that one of them in memory shows. */
const ownDump = (number: number) =>
  dumpBytes(typicalHistory((number + 1) * dumped, { from: number * dumped }));

/** As the original program wrote its file: local time, and that time's seconds as if it were UTC. */
async function originalDump(number: number): Promise<Buffer> {
  const readings = Array.from({ length: dumped }, (_, index) => {
    const timestamp = 1_727_000_000 + (number * dumped + index) * 10;
    const date = new Date(timestamp * 1000).toISOString().slice(0, 19);
    return { date, timestamp, usageWatts: index * 7 - 300 };
  });
  return Buffer.from(JSON.stringify({ readings }, null, 4));
}

const kinds = [ownDump, originalDump];

interface Row {
  readonly date: string;
  readonly timestamp: number;
  readonly usageWatts: number;
}

interface Outcome {
  readonly status: number;
  /** Readings in the file, where it was taken. */
  readonly loaded?: number;
}

describe(`history, given dump files that are wrong (seed ${seed})`, () => {
  let line: LineServer;
  let system: StartedSystem;
  let dumpFile: string;
  let hasEnded = false;

  before(async () => {
    line = await startLineServer();
    const env = { HISTORY_RETENTION_DAYS: '3653' };
    system = await startSystem({ source: `tcp://127.0.0.1:${line.port}`, env });
    dumpFile = join(system.dataFolder, 'history-data.json');
    void system.service('history').exited.then(() => {
      hasEnded = true;
    });
    await waitFor('history to answer', async () => (await rows()).length === 0);
  });
  after(async () => {
    await system?.[Symbol.asyncDispose]();
    await line?.[Symbol.asyncDispose]();
  });

  let asked = 0;
  /** Each time with another end, as the API may give the same answer to the same question. */
  const history = (fields: string) => {
    asked += 1;
    return system.get(`/api/history?fields=${fields}&to=${farFutureS + asked}`);
  };
  const rows = async () => JSON.parse(await history('usageWatts')).readings as Row[];
  const everything = async () => [
    await history('usageWatts,powerL3W,energyExportedT2Wh,gasDm3'),
    await system.get('/api/energy?period=month&from=2000-01-01T00:00:00Z'),
  ];

  async function load(file: Buffer): Promise<Outcome> {
    await writeFile(dumpFile, file);
    const response = await fetch(`${system.apiUrl}/api/load-history`, { method: 'POST' });
    const answer = (await response.json()) as { Loaded?: number };
    const { status } = response;
    return answer.Loaded === undefined ? { status } : { status, loaded: answer.Loaded };
  }

  async function loadLines(file: Buffer): Promise<Outcome> {
    await writeFile(dumpFile, file);
    const headers = { accept: 'application/x-ndjson' };
    const response = await fetch(`${system.apiUrl}/api/load-history`, { headers });
    const last = JSON.parse((await response.text()).trimEnd().split('\n').at(-1) ?? '');
    return last.kind === 'result' ? { status: 200, loaded: last.loaded } : { status: last.status };
  }

  /** What a file that was taken did: it may add what it says, and take nothing away. */
  async function checkTaken(file: Buffer, former: readonly Row[], { loaded }: Outcome) {
    const { format, readings } = JSON.parse(file.toString()) as {
      format?: string;
      readings: Row[];
    };
    assert.equal(loaded, readings.length);
    const keyOf = ({ date, timestamp, usageWatts }: Row) =>
      `${format === undefined ? date.slice(0, 19) : timestamp} ${usageWatts}`;
    const told = new Set(readings.map(keyOf));
    const earlier = new Map(former.map((row) => [Math.floor(row.timestamp / 10), row]));
    for (const row of await rows()) {
      const slot = Math.floor(row.timestamp / 10);
      const before = earlier.get(slot);
      earlier.delete(slot);
      if (before?.timestamp === row.timestamp && before.usageWatts === row.usageWatts) continue;
      assert.ok(told.has(keyOf(row)), `nobody told ${JSON.stringify(row)}`);
      assert.ok(
        row.timestamp <= (before?.timestamp ?? row.timestamp),
        'of one clock the earliest of a slot stays',
      );
    }
    assert.equal(earlier.size, 0, 'nothing was taken away');
  }

  async function tryMutant(file: Buffer, as: typeof load): Promise<'taken' | 'refused'> {
    const former = { rows: await rows(), everything: await everything() };
    const outcome = await as(file);
    assert.ok([200, 422].includes(outcome.status), `status ${outcome.status}`);
    assert.ok(file.equals(await readFile(dumpFile)), 'the file is as it was');
    if (outcome.status === 200) {
      await checkTaken(file, former.rows, outcome);
      return 'taken';
    }
    const [samples, energy] = await everything();
    assert.ok(samples === former.everything[0], 'the samples are as they were');
    assert.ok(energy === former.everything[1], 'the counters are as they were');
    return 'refused';
  }

  it(`refuses or takes each of ${mutants} of them, with memory and file as they were`, async (test) => {
    const checkTakesGood = async (number: number) => {
      for (const kind of kinds) {
        assert.deepEqual(await load(await kind(number)), { status: 200, loaded: dumped });
      }
    };
    await checkTakesGood(0);
    const random = createRandom(seed);
    const counts = { refused: 0, taken: 0 };
    for (let mutant = 0; mutant < mutants; mutant++) {
      const file = mutateDump(await choose(kinds, random)(mutant + 1), random);
      const outcome = await tryMutant(file, mutant % 7 === 0 ? loadLines : load).catch((cause) => {
        throw new Error(`mutant ${mutant} of seed ${seed}: ${cause.message}`, { cause });
      });
      counts[outcome] += 1;
    }
    test.diagnostic(JSON.stringify(counts));
    assert.ok(counts.refused > 0 && counts.taken > 0, 'some say something impossible, some do not');
    assert.equal(hasEnded, false);
    await checkTakesGood(mutants + 1);
  });
});
