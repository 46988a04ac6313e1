import { join } from 'node:path';
import { startProcess } from '../support/start-process.ts';

/** Does something while clients export all history, in a process of their own, so that reading does not slow the measuring. */
export async function besideExports<T>(
  { url, clients }: { readonly url: string; readonly clients: number },
  act: () => Promise<T>,
): Promise<T> {
  const script = join(import.meta.dirname, 'export-forever.ts');
  await using _exports = startProcess(process.execPath, [
    script,
    `${url}/api/history`,
    `${clients}`,
  ]);
  return await act();
}
