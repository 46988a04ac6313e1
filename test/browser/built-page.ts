import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../../services/web/build.ts';

export interface BuiltPage extends AsyncDisposable {
  readonly folder: string;
}

/** The page, built into a folder of its own. */
export async function buildPageOnce(): Promise<BuiltPage> {
  const parent = await mkdtemp(join(tmpdir(), 'smer-page-'));
  const folder = join(parent, 'page');
  await buildPage(folder);
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  };
}
