import { fileURLToPath } from 'node:url';
import { nodeFlags } from './node-flags.ts';
import { type StartedProcess, startProcess } from './start-process.ts';

/** As the images and docker-compose.yml set it. */
const allocator = {
  api: { MALLOC_ARENA_MAX: '1' },
  reader: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '32768' },
  history: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '32768' },
};

export type ServiceName = keyof typeof allocator;

/** Runs one of SMER's services, from its source unless another main file is given, with just this environment. */
export function startService(
  name: ServiceName,
  env: Readonly<Record<string, string>>,
  main = fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url)),
): StartedProcess {
  return startProcess(process.execPath, [...nodeFlags, main], { ...allocator[name], ...env });
}
