import { setTimeout as pause } from 'node:timers/promises';
import type { ComposedSystem } from '../../containers/start-composed.ts';
import { waitFor } from '../../support/wait-for.ts';

/** The containers of the composed system with its simulated meter. */
export const containers = ['nats', 'reader', 'history', 'api', 'web', 'meter'] as const;
export type Container = (typeof containers)[number];

/** Something that happens to one container. It is over, and the container runs again, once the promise is fulfilled. */
export type Fault = (
  system: ComposedSystem,
  container: Container,
  durationMs: number,
) => Promise<void>;

/**
 * All its processes end as by kill -9, and the restart policy brings it back, however long that takes.
 * Done from inside, as a container that the engine is told to kill stays dead.
 */
export const kill: Fault = async (system, container) => {
  const [before] = await livesOf(system, container);
  // The shell that kills all is killed as well.
  await system.inside(container, 'kill -KILL -1').catch(() => undefined);
  await waitFor(
    `${container} to be started anew`,
    async () => {
      const [life = ended] = await livesOf(system, container);
      return life !== before && !life.endsWith(ended);
    },
    { timeoutMs: 30_000 },
  );
};

/** Told to end, left so, and started again. */
export const stop: Fault = async (system, container, durationMs) => {
  await system.compose('stop', container);
  await pause(durationMs);
  await system.compose('start', container);
};

/** Its processes stand still; its connections stay open. */
export const freeze: Fault = async (system, container, durationMs) => {
  await system.compose('pause', container);
  await pause(durationMs);
  await system.compose('unpause', container);
};

/** A new container takes its place, as with a new image. */
export const replace: Fault = (system, container) => system.recreate(container);

const ended = 'ended';

/** Tells of each container which one it is and since when it runs: the same as before, or another. */
export async function livesOf(
  system: ComposedSystem,
  ...names: readonly Container[]
): Promise<string[]> {
  const lives = await system.inspect(...names);
  return lives
    .map(({ Name, Id, State }) => `${Name} ${Id} ${State.Running ? State.StartedAt : ended}`)
    .sort();
}
