import { systemClock } from '@smer/shared/clock';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { FileKeeper } from '../src/keep-files.ts';
import { Checkpoint } from '../src/persist/checkpoint.ts';
import { History } from '../src/series/history.ts';
import { typicalSample } from './make-history.ts';

/*
 * Writes dumps and checkpoints of a growing history, one after the other, until it is killed. Tells
 * how many samples each finished file holds: `dump 700`, `checkpoint 720`.
 */
const [folder = '', start = '0'] = process.argv.slice(2);
const logger = createLogger('writer', 'silent');
const zone = createTimeZone('Europe/Amsterdam');

let size = 0;
const history = new History(3653);
const keeper = new FileKeeper({ history, folder, zone, clock: systemClock, logger });
const checkpoint = new Checkpoint({ folder: `${folder}/checkpoint`, history, logger });
await checkpoint.load(systemClock());
growTo(Number(start));

function growTo(target: number): void {
  for (; size < target; size += 1) history.record(typicalSample(size));
}

async function writeDumps(): Promise<never> {
  for (;;) {
    let written = 0;
    for await (const step of keeper.store()) if (step.kind === 'result') written = step.count;
    process.stdout.write(`dump ${written}\n`);
  }
}

async function writeCheckpoints(): Promise<never> {
  for (;;) {
    growTo(size + 40);
    const held = size;
    await checkpoint.save({ bootId: 'boot', sequence: held });
    process.stdout.write(`checkpoint ${held}\n`);
  }
}

await Promise.all([writeDumps(), writeCheckpoints()]);
