import { waitFor } from '../support/wait-for.ts';
import type { ComposedSystem } from './start-composed.ts';

const firstReadingMs = 60_000;
export const slotS = 10;

/** All that is asked of a system here is where it answers. */
type Reached = Pick<ComposedSystem, 'url'>;

interface CurrentAnswer {
  readonly timestamp: number;
  readonly usageWatts: number;
  readonly equipmentIdentifier?: string;
}

interface HealthAnswer {
  readonly status: string;
  readonly problems: readonly { readonly code: string }[];
  readonly parts: readonly {
    readonly service: string;
    readonly instances: readonly { readonly counters: Readonly<Record<string, number>> }[];
  }[];
}

/** Answers of the API as they come through nginx; throws where the status is not 200. */
async function getJson<T>(system: Reached, path: string): Promise<T> {
  const response = await fetch(`${system.url}${path}`, { signal: AbortSignal.timeout(5_000) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status}: ${body}`);
  return JSON.parse(body) as T;
}

export const getCurrent = (system: Reached) => getJson<CurrentAnswer>(system, '/api/current');

/** The health report, also while it says that something is wrong. */
export async function getHealth(system: Reached): Promise<HealthAnswer> {
  const response = await fetch(`${system.url}/api/health`, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as HealthAnswer;
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
export async function getSlots(system: Reached): Promise<number[]> {
  const { readings } = await getJson<{ readings: { timestamp: number }[] }>(system, '/api/history');
  return readings.map(({ timestamp }) => Math.floor(timestamp / slotS) * slotS);
}
