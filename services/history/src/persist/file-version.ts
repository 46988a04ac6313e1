import { stat } from 'node:fs/promises';
import { errnoOf } from './disk-error.ts';

/** Another one after each writing; empty if there is no such file. */
export async function versionOf(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return '';
    throw thrown;
  }
}
