import type { ComposedSystem } from '../../containers/start-composed.ts';
import { type Container, containers } from './container-faults.ts';

/** Bytes that the engine keeps of what each container wrote since it was created. One that is replaced takes its own along. */
export function measureLogs(system: ComposedSystem): Promise<[Container, number][]> {
  return Promise.all(
    containers.map(async (container) => {
      const logs = await system.compose('logs', '--no-log-prefix', '--no-color', container);
      return [container, Buffer.byteLength(logs)];
    }),
  );
}
