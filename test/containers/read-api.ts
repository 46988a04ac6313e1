import type { InstanceStatus } from '@smer/shared/contract';
import type { HealthReport } from '@smer/shared/health-report';
import { slotOf, slotS } from '@smer/shared/slot';
import { getJson } from '../support/get-json.ts';
import { waitFor } from '../support/wait-for.ts';
import type { ComposedSystem } from './start-composed.ts';

const firstReadingMs = 60_000;

/** All that is asked of a system here is where it answers. */
type Reached = Pick<ComposedSystem, 'url'>;

interface CurrentAnswer {
  readonly timestamp: number;
  readonly usageWatts: number;
  readonly equipmentIdentifier?: string;
}

export const getCurrent = ({ url }: Reached) => getJson<CurrentAnswer>(`${url}/api/current`);

/** The health report, also while it says that something is wrong. */
export async function getHealth({ url }: Reached): Promise<HealthReport> {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as HealthReport;
}

/** A counter that a service tells of; undefined where it tells none of this name. */
export async function getCounter(
  system: Reached,
  service: InstanceStatus['service'],
  name: string,
): Promise<number | undefined> {
  const { parts } = await getHealth(system);
  return parts.find((part) => part.service === service)?.instances[0]?.counters[name];
}

/** Waits for a telegram whose time is later than this; epoch seconds. */
export const waitForTelegramAfter = (system: Reached, timestampS = 0) =>
  waitFor(
    'a new telegram',
    async () => {
      const current = await getCurrent(system);
      return current.timestamp > timestampS && current;
    },
    { timeoutMs: firstReadingMs },
  );

/** The 10-second slots of which the history holds a sample, oldest first; epoch seconds. */
export async function getSlots({ url }: Reached): Promise<number[]> {
  const { readings } = await getJson<{ readings: { timestamp: number }[] }>(`${url}/api/history`);
  return readings.map(({ timestamp }) => slotOf(timestamp) * slotS);
}
