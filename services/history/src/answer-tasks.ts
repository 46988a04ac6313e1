import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { messageOf } from '@smer/shared/errors';
import type { LoadMessage } from '@smer/shared/history-page';
import type { Logger } from '@smer/shared/logger';
import type { FileKeeper } from './keep-files.ts';

export interface TaskOptions {
  readonly bus: Pick<Bus, 'answerTask' | 'subscribe' | 'publish'>;
  readonly keeper: FileKeeper;
  /** Tells this process from its replicas. */
  readonly instance: string;
  readonly logger: Logger;
  readonly onLoaded: () => void;
}

/** Stores and loads when asked, and loads what another replica has loaded, so that all hold the same. */
export function answerTasks({ bus, keeper, instance, logger, onLoaded }: TaskOptions): void {
  bus.answerTask(contract.historyStore, () => keeper.store());
  bus.answerTask(contract.historyLoad, async function* () {
    yield* logged(keeper.load());
    bus.publish(contract.historyRestored, { instance });
  });
  bus.subscribe(contract.historyRestored, (message) => {
    if (message.instance !== instance) void follow();
  });

  async function follow(): Promise<void> {
    try {
      await keeper.idle();
      for await (const step of logged(keeper.load())) void step;
    } catch (thrown) {
      logger.warn({ reason: messageOf(thrown) }, 'what another replica loaded could not be loaded');
    }
  }

  async function* logged(steps: AsyncIterable<LoadMessage>): AsyncGenerator<LoadMessage> {
    for await (const step of steps) {
      if (step.kind === 'result') {
        logger.info(step, 'dump file loaded');
        onLoaded();
      }
      yield step;
    }
  }
}
