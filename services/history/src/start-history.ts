import { randomUUID } from 'node:crypto';
import { systemClock } from '@smer/shared/clock';
import { connectBus } from '@smer/shared/connect-bus';
import { startStatus } from '@smer/shared/instance-status';
import { createProcessZone } from '@smer/shared/process-zone';
import type { RunningService, ServiceContext } from '@smer/shared/run-service';
import { answerQueries } from './answer-queries.ts';
import { answerTasks } from './answer-tasks.ts';
import type { HistoryConfig } from './config.ts';
import { describeHistory } from './describe-history.ts';
import { MeterFollower, type MeterFollowerOptions } from './follow-meter.ts';
import { CheckpointKeeper } from './keep-checkpoints.ts';
import { FileKeeper } from './keep-files.ts';
import { LastReading } from './last-reading.ts';
import { History } from './series/history.ts';
import { toSample } from './series/sample.ts';

/** Connects the parts: checkpoint and bus → samples → answers and files. */
export async function startHistory({
  config,
  logger,
}: ServiceContext<HistoryConfig>): Promise<RunningService> {
  const { METER_ID: meter, DATA_DIR: folder, HISTORY_CHECKPOINT_MINUTES: everyMinutes } = config;
  const clock = systemClock;
  const instance = randomUUID();
  const zone = createProcessZone(config.TZ);
  const history = new History(config.HISTORY_RETENTION_DAYS);
  const keeper = new FileKeeper({ history, folder, zone, clock, logger });
  await keeper.inspect();
  const checkpoints =
    everyMinutes === 0
      ? undefined
      : new CheckpointKeeper({ history, folder, everyMinutes, clock, logger });
  const position = await checkpoints?.load();

  const bus = connectBus({ servers: config.NATS_URL, name: 'smer-history', meter, logger });
  const last = new LastReading(bus);
  const record: MeterFollowerOptions['record'] = (telegram, how) => {
    // A sample is of power first of all; one without it must not keep its slot from one with it.
    if (telegram.reading.usageWatts !== undefined) history.record(toSample(telegram.reading));
    last.record(telegram, how);
  };
  // From then on nobody else has what was not yet written.
  const onNewReader = () => void checkpoints?.save();
  const follower = new MeterFollower({ bus, logger, record, position, onNewReader });
  let isReady = false;
  void follower.ready.then(() => {
    isReady = true;
    last.answer();
    checkpoints?.start(() => follower.position);
    answerQueries({ bus, history, follower, last, zone, clock });
    const onLoaded = () => void checkpoints?.save({ merge: true });
    answerTasks({ bus, keeper, instance, logger, onLoaded });
  });
  startStatus(bus, { service: 'history', meter, clock, instance }, () =>
    describeHistory({ isReady, history, keeper, checkpointBytes: checkpoints?.bytesWritten }),
  );
  return {
    stop: async () => {
      follower.stop();
      await bus.close();
      await checkpoints?.stop();
    },
  };
}
