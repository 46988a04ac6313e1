import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@smer/shared/clock';
import { messageOf, SmerError } from '@smer/shared/errors';
import type { LoadMessage, StoreMessage } from '@smer/shared/history-page';
import type { Logger } from '@smer/shared/logger';
import type { TimeZone } from '@smer/shared/time-zone';
import { dumpHistory } from './persist/dump.ts';
import { refuseIrregular } from './persist/refuse-irregular.ts';
import { restoreHistory } from './persist/restore.ts';
import { sweepLeftovers, writeAtomically } from './persist/write-atomically.ts';
import type { History } from './series/history.ts';

const dumpName = 'history-data.json';
const previousDumpName = 'history-data.previous.json';

const progressEveryMs = 500;

export interface FileKeeperOptions {
  readonly history: History;
  readonly folder: string;
  readonly zone: TimeZone;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Task = { readonly name: 'storing' | 'loading'; done: number; total: number };

/** Stores history in its dump file and loads it from there, one at a time: else BUSY. */
export class FileKeeper {
  readonly #options: FileKeeperOptions;
  #task: Task | undefined;
  #idle: PromiseWithResolvers<void> | undefined;
  #lastDump: { readonly at: number; readonly readings?: number } | undefined;

  constructor(options: FileKeeperOptions) {
    this.#options = options;
  }

  /** What is under way; in readings while storing, in bytes of two passes while loading. */
  get task(): Readonly<Task> | undefined {
    return this.#task;
  }

  /** When, in epoch milliseconds, the file was written, and how many readings if that was by this process. */
  get lastDump() {
    return this.#lastDump;
  }

  /** Looks at the folder as an earlier life has left it. */
  async inspect(): Promise<void> {
    const { logger } = this.#options;
    await this.#sweep();
    try {
      this.#lastDump = { at: Math.round((await stat(this.path)).mtimeMs) };
    } catch (thrown) {
      logger.debug({ reason: messageOf(thrown) }, 'no dump file yet');
    }
  }

  /** A disk that does not let go of leftovers may still take a dump, or else says why not. */
  async #sweep(): Promise<void> {
    const { folder, clock, logger } = this.#options;
    try {
      await sweepLeftovers(folder, clock());
    } catch (thrown) {
      logger.debug({ reason: messageOf(thrown) }, 'leftovers not swept');
    }
  }

  get path(): string {
    return join(this.#options.folder, dumpName);
  }

  /** Throws BUSY, INVALID_DUMP_FILE, DISK_FULL or DISK_READ_ONLY, with the former file untouched. */
  store(): AsyncGenerator<StoreMessage> {
    return this.#exclusively('storing', (task) => this.#store(task));
  }

  /** Throws BUSY, NO_DUMP_FILE, UNREADABLE_DUMP_FILE or INVALID_DUMP_FILE, with history untouched. */
  load(): AsyncGenerator<LoadMessage> {
    return this.#exclusively('loading', (task) => this.#load(task));
  }

  /** Fulfilled when no task is under way. */
  async idle(): Promise<void> {
    while (this.#idle) await this.#idle.promise;
  }

  async *#exclusively<M>(
    name: Task['name'],
    run: (task: Task) => AsyncIterable<M>,
  ): AsyncGenerator<M> {
    if (this.#task) {
      throw new SmerError('BUSY', `history is ${this.#task.name} already, try again later`);
    }
    const task = { name, done: 0, total: 0 };
    this.#task = task;
    this.#idle = Promise.withResolvers();
    try {
      yield* run(task);
    } finally {
      this.#task = undefined;
      this.#idle.resolve();
      this.#idle = undefined;
    }
  }

  async *#store(task: Task): AsyncGenerator<StoreMessage> {
    const { history, folder, zone, clock } = this.#options;
    task.total = history.store.size;
    await refuseIrregular(this.path);
    await this.#sweep();
    const written = writeAtomically(this.path, dumpHistory(history, zone, task), {
      previousPath: join(folder, previousDumpName),
    });
    yield* progressUntil(written, task);
    const bytes = await written;
    const storedAt = clock();
    this.#lastDump = { at: storedAt, readings: task.done };
    yield { kind: 'result', count: task.done, bytes, file: this.path, storedAt };
  }

  async *#load(task: Task): AsyncGenerator<LoadMessage> {
    const { history, zone, clock } = this.#options;
    for await (const step of restoreHistory({ history, path: this.path, zone, now: clock() })) {
      if (step.kind === 'progress') {
        task.done = step.done;
        task.total = step.total;
      }
      yield step;
    }
  }
}

async function* progressUntil(work: Promise<unknown>, task: Task): AsyncGenerator<StoreMessage> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  // What it fails with is for whoever awaits the work itself.
  const settled = work.then(done, done);
  while (!isDone) {
    await Promise.race([settled, pause(progressEveryMs, undefined, { ref: false })]);
    if (!isDone) yield { kind: 'progress', done: task.done, total: task.total };
  }
}
