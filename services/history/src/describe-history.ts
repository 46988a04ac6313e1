import type { InstanceStatus } from '@smer/shared/contract';
import type { FileKeeper } from './keep-files.ts';
import type { History } from './series/history.ts';

export interface Describable {
  readonly isReady: boolean;
  readonly history: History;
  readonly keeper: Pick<FileKeeper, 'task' | 'lastDump'>;
  /** What is written to checkpoints since the start. */
  readonly checkpointBytes?: number | undefined;
}

/** How the service is, for the health page. What is not known is left out. */
export function describeHistory({
  isReady,
  history: { store, table },
  keeper: { task, lastDump },
  checkpointBytes,
}: Describable): Pick<InstanceStatus, 'ready' | 'detail' | 'counters'> {
  const detail = isReady ? task?.name : 'waiting for the replay';
  const [oldest, newest] = [store.oldestSlot, store.newestSlot];
  const counters = {
    samples: store.size,
    oldestSampleAt: oldest === undefined ? undefined : store.timestampAt(oldest) * 1000,
    newestSampleAt: newest === undefined ? undefined : store.timestampAt(newest) * 1000,
    quarterHours: table.size,
    lastDumpAt: lastDump?.at,
    lastDumpReadings: lastDump?.readings,
    checkpointBytes,
    taskDone: task?.done,
    taskTotal: task?.total,
  };
  return { ready: isReady, detail, counters: onlyKnown(counters) };
}

const onlyKnown = (counters: Readonly<Record<string, number | undefined>>) =>
  Object.fromEntries(
    Object.entries(counters).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
