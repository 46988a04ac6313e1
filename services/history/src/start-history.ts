import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { connectBus } from '@smer/shared/bus';
import { systemClock } from '@smer/shared/clock';
import { startStatus } from '@smer/shared/instance-status';
import type { RunningService, ServiceContext } from '@smer/shared/run-service';
import { createTimeZone } from '@smer/shared/time-zone';
import { answerQueries } from './answer-queries.ts';
import { answerTasks } from './answer-tasks.ts';
import type { HistoryConfig } from './config.ts';
import { describeHistory } from './describe-history.ts';
import { MeterFollower } from './follow-meter.ts';
import { FileKeeper } from './keep-files.ts';
import { LastReading } from './last-reading.ts';
import { History } from './series/history.ts';
import { toSample } from './series/sampler.ts';

/** Connects the parts: checkpoint and bus → samples → answers and files. */
export async function startHistory({
  config,
  logger,
}: ServiceContext<HistoryConfig>): Promise<RunningService> {
  const { METER_ID: meter, DATA_DIR: folder } = config;
  const clock = systemClock;
  const instance = randomUUID();
  const zone = createTimeZone(config.TZ);
  const history = new History(config.HISTORY_RETENTION_DAYS);
  await mkdir(folder, { recursive: true });

  const bus = connectBus({ servers: config.NATS_URL, name: 'smer-history', meter, logger });
  const last = new LastReading(bus);
  const follower = new MeterFollower({
    bus,
    logger,
    record: (reading) => {
      history.record(toSample(reading));
      last.record(reading);
    },
  });
  const keeper = new FileKeeper({ history, folder, zone, clock });
  let isReady = false;
  void follower.ready.then(() => {
    answerQueries({ bus, history, follower, last, zone, clock });
    answerTasks({ bus, keeper, instance, logger, onLoaded: () => undefined });
    isReady = true;
  });
  startStatus(bus, { service: 'history', meter, clock, instance }, () =>
    describeHistory({ isReady, history, keeper }),
  );
  return {
    stop: async () => {
      follower.stop();
      await bus.close();
    },
  };
}
