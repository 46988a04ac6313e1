import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComposedSystem } from '../../containers/start-composed.ts';
import type { Programs } from '../../support/start-system.ts';

export interface TakenPrograms extends AsyncDisposable {
  readonly programs: Programs;
}

/**
 * Copies the services out of the containers, to be run as processes. Run from source, Node would
 * hold its compiler of TypeScript beside each, which no user has.
 */
export async function takePrograms(system: ComposedSystem): Promise<TakenPrograms> {
  const folder = await mkdtemp(join(tmpdir(), 'smer-programs-'));
  const take = async (service: keyof Programs) => {
    await system.compose('cp', `${service}:/smer`, join(folder, service));
    return join(folder, service, 'main.cjs');
  };
  return {
    programs: {
      reader: await take('reader'),
      history: await take('history'),
      api: await take('api'),
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
