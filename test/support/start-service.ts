import { fileURLToPath } from 'node:url';
import { type StartedProcess, startProcess } from './start-process.ts';

/** Runs one of SMER's services from its source, with just this environment. */
export function startService(
  name: 'reader' | 'history' | 'api',
  env: Readonly<Record<string, string>>,
): StartedProcess {
  const main = fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url));
  return startProcess(process.execPath, [main], env);
}
