import { join } from 'node:path';
import type { Clock } from '@smer/shared/clock';
import type { Logger } from '@smer/shared/logger';
import { Checkpoint } from './persist/checkpoint.ts';
import type { ReaderPosition } from './sequence-tracker.ts';
import type { History } from './series/history.ts';

const minuteMs = 60_000;

export interface CheckpointKeeperOptions {
  readonly history: History;
  /** DATA_DIR. */
  readonly folder: string;
  readonly everyMinutes: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Writes a checkpoint every few minutes. A disk that fails is reported and tried again. */
export class CheckpointKeeper {
  readonly #checkpoint: Checkpoint;
  readonly #logger: Logger;
  readonly #everyMs: number;
  readonly #clock: Clock;
  #position: () => ReaderPosition | undefined = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ history, folder, everyMinutes, clock, logger }: CheckpointKeeperOptions) {
    this.#checkpoint = new Checkpoint({ history, folder: join(folder, 'checkpoint'), logger });
    this.#logger = logger;
    this.#everyMs = everyMinutes * minuteMs;
    this.#clock = clock;
  }

  get bytesWritten(): number {
    return this.#checkpoint.bytesWritten;
  }

  /** Takes in what an earlier life has written. */
  async load(): Promise<ReaderPosition | undefined> {
    try {
      return await this.#checkpoint.load(this.#clock());
    } catch (err) {
      this.#logger.error({ err }, 'checkpoint could not be loaded');
      return undefined;
    }
  }

  /** To be called once caught up: what it writes then is as good as what a replica has written. */
  start(position: () => ReaderPosition | undefined): void {
    this.#position = position;
    this.#timer = setInterval(() => void this.save(), this.#everyMs);
  }

  async save(options: { merge?: boolean } = {}): Promise<void> {
    if (!this.#timer) return;
    try {
      await this.#checkpoint.save(this.#position(), options);
    } catch (err) {
      this.#logger.error({ err }, 'checkpoint could not be written');
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.save();
  }
}
