import { lstat } from 'node:fs/promises';
import { SmerError } from '@smer/shared/errors';
import { errnoOf, toDiskError } from './disk-error.ts';

/**
 * Refuses to write where something else than a regular file is: what a symbolic link stands for
 * may be anywhere, and a link that gave way to a file would be gone. Throws INVALID_DUMP_FILE.
 */
export async function refuseIrregular(path: string): Promise<void> {
  const found = await lstat(path).catch((thrown: unknown) => {
    if (errnoOf(thrown) !== 'ENOENT') throw toDiskError(thrown, path);
  });
  if (!found || found.isFile()) return;
  const what = found.isSymbolicLink() ? 'a symbolic link' : 'not a regular file';
  throw new SmerError('INVALID_DUMP_FILE', `${path} is ${what}`);
}
