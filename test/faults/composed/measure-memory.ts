import { readFile } from 'node:fs/promises';
import { getCounter } from '../../containers/read-api.ts';
import type { ComposedSystem } from '../../containers/start-composed.ts';
import type { StartedSystem } from '../../support/start-system.ts';
import type { Container } from './container-faults.ts';
import type { Twins } from './start-twins.ts';

/** MiB by what holds them. */
export type Memory = ReadonlyMap<string, number>;

/** The containers that run at a user's home. */
const measured = ['nats', 'reader', 'history', 'api', 'web'] as const satisfies Container[];
const services = ['reader', 'history', 'api'] as const;

/** Behind the name of a service. */
export const twinSuffix = ' of the twin';

const looks = 5;

/** What a reading takes in the reader's memory beside its JSON. */
const readingOverheadBytes = 200;

/**
 * What each container keeps for itself, and each process of the undisturbed twin, which nobody ever
 * starts anew; of the reader, what it keeps beside the readings that it is to keep for a day. The
 * least of a few looks, as garbage comes and goes.
 */
export async function measureMemory(twins: Twins): Promise<Memory> {
  const least = new Map<string, number>();
  for (let look = 0; look < looks; look += 1) {
    for (const [name, held] of [...(await lookAt(twins.disturbed)), ...(await lookAtTwin(twins))]) {
      least.set(name, Math.min(held, least.get(name) ?? held));
    }
  }
  return least;
}

type Look = [name: string, heldMiB: number];

const lookAt = (system: ComposedSystem): Promise<Look[]> =>
  Promise.all(
    measured.map(async (container): Promise<Look> => {
      // From /proc, as not every kernel counts the memory of a container.
      const status = await system.inside(container, 'cat /proc/[0-9]*/status');
      return [container, anonymousMiB(status) - (await keptMiB(system.url, container))];
    }),
  );

const lookAtTwin = ({ undisturbed }: { undisturbed: StartedSystem }): Promise<Look[]> =>
  Promise.all(
    services.map(async (service): Promise<Look> => {
      const status = await readFile(`/proc/${undisturbed.service(service).pid}/status`, 'utf8');
      return [
        `${service}${twinSuffix}`,
        anonymousMiB(status) - (await keptMiB(undisturbed.apiUrl, service)),
      ];
    }),
  );

/** Anonymous memory of all processes of whom /proc says this, in MiB. */
export function anonymousMiB(status: string): number {
  const kibibytes = [...status.matchAll(/^RssAnon:\s*(\d+) kB/gm)].map(([, digits]) =>
    Number(digits),
  );
  return kibibytes.reduce((sum, kib) => sum + kib, 0) / 1024;
}

/** The readings that a reader keeps for those who missed them. */
async function keptMiB(url: string, service: string): Promise<number> {
  if (service !== 'reader') return 0;
  const kept = (await getCounter({ url }, service, 'kept')) ?? 0;
  const bytes = (await (await fetch(`${url}/api/current`)).text()).length + readingOverheadBytes;
  return (kept * bytes) / 2 ** 20;
}
