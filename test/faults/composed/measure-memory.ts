import type { ComposedSystem } from '../../containers/start-composed.ts';
import type { Container } from './container-faults.ts';

/** The containers whose memory counts: those that run at a user's home. */
const measured = ['nats', 'reader', 'history', 'api', 'web'] as const satisfies Container[];

/** MiB by container. */
export type Memory = Readonly<Record<(typeof measured)[number], number>>;

const samples = 5;

/** What the processes of each container keep for themselves; the least of a few looks, as garbage comes and goes. */
export async function measureMemory(system: ComposedSystem): Promise<Memory> {
  const looks: Memory[] = [];
  for (let look = 0; look < samples; look += 1) looks.push(await lookAt(system));
  const least = measured.map((container) => [
    container,
    Math.min(...looks.map((memory) => memory[container])),
  ]);
  return Object.fromEntries(least);
}

async function lookAt(system: ComposedSystem): Promise<Memory> {
  const held = await Promise.all(
    measured.map(async (container) => [container, await heldBy(system, container)]),
  );
  return Object.fromEntries(held);
}

/** Anonymous memory of all its processes, from /proc, as not every kernel counts it by container. */
async function heldBy(system: ComposedSystem, container: Container): Promise<number> {
  const lines = await system.inside(container, 'grep -h RssAnon /proc/[0-9]*/status');
  const kibibytes = [...lines.matchAll(/(\d+) kB/g)].map(([, digits]) => Number(digits));
  return kibibytes.reduce((sum, kib) => sum + kib, 0) / 1024;
}
