import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A folder that a container sees as its /dev; see own-dev.yml. */
export interface OwnDev extends AsyncDisposable {
  readonly path: string;
  /** Makes a pseudo-terminal of the host appear as a serial port. */
  plug(name: string, terminal: string): Promise<void>;
  /** Makes a device appear that nobody should open, with a name by its maker in serial/by-id. */
  show(name: string, byId: string): Promise<void>;
  /** Takes all devices out. */
  clear(): Promise<void>;
}

export async function makeOwnDev(): Promise<OwnDev> {
  const path = await mkdtemp(join(tmpdir(), 'smer-dev-'));
  const byIdFolder = join(path, 'serial', 'by-id');
  const plugged = new Set<string>();
  await chmod(path, 0o755);
  // What else is mounted there needs something to be mounted on.
  for (const folder of ['pts', 'shm']) await mkdir(join(path, folder));
  await writeFile(join(path, 'null'), '');
  return {
    path,
    plug: async (name, terminal) => {
      plugged.add(name);
      await symlink(`/terminals/${basename(await realpath(terminal))}`, join(path, name));
    },
    show: async (name, byId) => {
      plugged.add(name);
      await mkdir(byIdFolder, { recursive: true });
      await writeFile(join(path, name), '');
      await symlink(`../../${name}`, join(byIdFolder, byId));
    },
    clear: async () => {
      for (const name of plugged) await rm(join(path, name), { force: true });
      await rm(join(path, 'serial'), { recursive: true, force: true });
      plugged.clear();
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
