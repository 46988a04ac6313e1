import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import {
  assertSame,
  loadFrom,
  makeFolder,
  now,
  position,
} from '../../test-support/checkpoint-folder.ts';
import { dumpBytes } from '../../test-support/dump-bytes.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from '../series/history.ts';
import type { Sample } from '../series/sample.ts';
import { restoreHistory } from './restore.ts';

const zone = createTimeZone('Europe/Amsterdam');
const firstDay = 1_723_766_400;

/** Few slots on the days' borders, so that samples of both clocks meet in them. */
const anySample: fc.Arbitrary<Sample> = fc
  .record({
    day: fc.integer({ min: 0, max: 4 }),
    second: fc.integer({ min: -30, max: 30 }),
    timestampSource: fc.constantFrom('meter' as const, 'reception' as const),
  })
  .map(({ day, second, timestampSource }) => {
    const timestamp = firstDay + day * 86_400 + second;
    const energyImportedWh = (timestamp * 2 + (timestampSource === 'meter' ? 0 : 1)) % 1009;
    return makeSample({
      timestamp,
      timestampSource,
      values: { usageWatts: energyImportedWh % 97, energyImportedWh },
      meters: { equipmentIdentifier: 'A' },
    });
  });

type Step =
  | { readonly kind: 'record'; readonly samples: readonly Sample[] }
  | { readonly kind: 'save'; readonly merge: boolean }
  | { readonly kind: 'restart' }
  | { readonly kind: 'load' };

const anyStep = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  step: fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({
      kind: fc.constant('record' as const),
      samples: fc.array(anySample, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('save' as const), merge: fc.boolean() }),
    fc.constant({ kind: 'restart' as const }),
    fc.constant({ kind: 'load' as const }),
  ),
});

const anyCourse = fc.record({
  retentionDays: fc.constantFrom(1, 31),
  steps: fc.array(anyStep, { minLength: 4, maxLength: 14 }),
});

/** What history holds of these, had each slot been given but the sample that stays. */
function historyOf(samples: readonly Sample[], retentionDays: number): History {
  const all = new History(3653);
  for (const sample of samples) all.record(sample);
  const history = new History(retentionDays);
  for (const slot of all.store.slots(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) {
    const sample = all.store.sampleAt(slot);
    if (sample) history.record(sample);
  }
  return history;
}

type Life = Awaited<ReturnType<typeof loadFrom>>;

/** Two replicas on one folder, and all that either has heard. */
class Replicas {
  readonly heard: Sample[] = [];
  readonly #start: () => Promise<Life>;
  readonly #dumpFile: string;
  readonly #lives: [Life, Life];

  static async start(folder: string, retentionDays: number): Promise<Replicas> {
    const start = () => loadFrom(join(folder, 'checkpoint'), new History(retentionDays));
    return new Replicas(folder, start, [await start(), await start()]);
  }

  private constructor(folder: string, start: () => Promise<Life>, lives: [Life, Life]) {
    this.#dumpFile = join(folder, 'history-data.json');
    this.#start = start;
    this.#lives = lives;
  }

  get histories(): History[] {
    return this.#lives.map(({ history }) => history);
  }

  async take(who: 0 | 1, step: Step): Promise<void> {
    const { history, checkpoint } = this.#lives[who];
    switch (step.kind) {
      case 'record':
        for (const sample of step.samples) history.record(sample);
        this.heard.push(...step.samples);
        return;
      case 'save':
        return checkpoint.save(position, { merge: step.merge });
      case 'restart':
        this.#lives[who] = await this.#start();
        return;
      case 'load': {
        const { history: other } = this.#lives[who === 0 ? 1 : 0];
        await writeFile(this.#dumpFile, await dumpBytes(history));
        const options = { history: other, path: this.#dumpFile, zone, now };
        await Array.fromAsync(restoreHistory(options));
      }
    }
  }
}

test('two that saved, merged, restarted and loaded hold the same as one that heard all', async () => {
  await fc.assert(
    fc.asyncProperty(anyCourse, async ({ retentionDays, steps }) => {
      await using folder = await makeFolder();
      const replicas = await Replicas.start(folder.path, retentionDays);
      for (const { who, step } of steps) await replicas.take(who, step);
      const expected = historyOf(replicas.heard, retentionDays);
      for (const history of replicas.histories) {
        for (const sample of replicas.heard.toReversed()) history.record(sample);
        assertSame(history, expected);
      }
    }),
  );
});
