import type { Bus } from '@smer/shared/bus';
import { contract, type ReplayPage, type TelegramMessage } from '@smer/shared/contract';
import { messageOf, SmerError } from '@smer/shared/errors';
import type { Logger } from '@smer/shared/logger';
import { type ReaderPosition, SequenceTracker } from './sequence-tracker.ts';

const replayTimeoutMs = 5_000;
const retryMs = 1_000;

/** So often the replay may fail before what there is has to be answered for. */
const mostFailures = 3;

export interface MeterFollowerOptions {
  readonly bus: Pick<Bus, 'subscribe' | 'request' | 'onConnect'>;
  readonly logger: Logger;
  readonly record: (telegram: TelegramMessage, how: 'live' | 'replayed') => void;
  /** How far an earlier life of this service had come. */
  readonly position?: ReaderPosition | undefined;
  /** Called when a reader that was started anew is heard: what went before, it can't replay. */
  readonly onNewReader: () => void;
}

/**
 * Records each reading as it comes, and asks the reader for what is missing: at the start, when
 * the bus returns, and when a number of the sequence is skipped.
 */
export class MeterFollower {
  readonly #options: MeterFollowerOptions;
  readonly #tracker: SequenceTracker;
  readonly #ready = Promise.withResolvers<void>();
  #bootId: string | undefined;
  #catchingUp: Promise<void> | undefined;
  #askAgain = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: MeterFollowerOptions) {
    this.#options = options;
    this.#tracker = new SequenceTracker(options.position);
    this.#bootId = options.position?.bootId;
    options.bus.subscribe(contract.telegram, (message) => this.#take(message));
    options.bus.onConnect(() => this.#catchUp());
  }

  /** Fulfilled once the first replay is in, nobody was there to answer it, or it failed again and again. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Up to where nothing is missing. */
  get position(): ReaderPosition | undefined {
    return this.#tracker.position;
  }

  get isCatchingUp(): boolean {
    return this.#catchingUp !== undefined;
  }

  /** Fulfilled when the replay that is under way is over. */
  async settled(): Promise<void> {
    await this.#catchingUp;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
  }

  #take(telegram: TelegramMessage): void {
    this.#hear(telegram.bootId);
    this.#options.record(telegram, 'live');
    if (this.#tracker.take(telegram.bootId, telegram.sequence) === 'gap') this.#catchUp();
  }

  #hear(bootId: string): void {
    if (bootId === this.#bootId) return;
    if (this.#bootId !== undefined) this.#options.onNewReader();
    this.#bootId = bootId;
  }

  /** One replay at a time; a wish that comes meanwhile leads to another. */
  #catchUp(): void {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    if (this.#catchingUp) {
      this.#askAgain = true;
      return;
    }
    this.#askAgain = false;
    this.#catchingUp = this.#replay().finally(() => {
      this.#catchingUp = undefined;
      if (this.#askAgain) this.#catchUp();
    });
  }

  async #replay(): Promise<void> {
    const { logger } = this.#options;
    try {
      const readings = await this.#askForPages();
      logger.info({ readings }, 'replay taken in');
      this.#failures = 0;
      this.#ready.resolve();
    } catch (thrown) {
      this.#failures += 1;
      // A reader that is away is told of by whoever misses it; one that answers nonsense by nobody.
      const isAway = thrown instanceof SmerError && thrown.code === 'NO_ANSWER';
      if (isAway || this.#failures >= mostFailures) this.#ready.resolve();
      logger[isAway ? 'debug' : 'warn']({ reason: messageOf(thrown) }, 'no replay, trying again');
      this.#retry = setTimeout(() => this.#catchUp(), retryMs);
    }
  }

  async #askForPages(): Promise<number> {
    const ask = this.#tracker.startReplay();
    let readings = 0;
    let page: ReplayPage;
    do {
      const { bootId, sequence } = ask.position ?? {};
      page = await this.#options.bus.request(
        contract.replay,
        { bootId, afterSequence: sequence },
        replayTimeoutMs,
      );
      this.#hear(page.bootId);
      for (const telegram of page.telegrams) {
        this.#options.record({ bootId: page.bootId, ...telegram }, 'replayed');
      }
      ask.takePage(page);
      readings += page.telegrams.length;
    } while (page.more);
    ask.end();
    return readings;
  }
}
