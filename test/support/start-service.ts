import { fileURLToPath } from 'node:url';
import { type StartedProcess, startProcess } from './start-process.ts';

/** As in the images, so that memory and speed are those users get. */
const nodeFlags = [
  '--max-old-space-size=128',
  '--max-semi-space-size=2',
  '--optimize-for-size',
  '--no-concurrent-sparkplug',
];

/** Runs one of SMER's services from its source, with just this environment. */
export function startService(
  name: 'reader' | 'history' | 'api',
  env: Readonly<Record<string, string>>,
): StartedProcess {
  const main = fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url));
  return startProcess(process.execPath, [...nodeFlags, main], { MALLOC_ARENA_MAX: '1', ...env });
}
