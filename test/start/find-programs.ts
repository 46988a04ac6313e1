import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fetchPackages } from './fetch-packages.ts';
import type { Say } from './say.ts';
import { StartError } from './start-error.ts';

export interface Program {
  readonly path: string;
  /** What it needs in its environment to find its libraries. */
  readonly env: Readonly<Record<string, string>>;
}

interface Search {
  /** The folders of PATH, divided as there. */
  readonly path: string;
  readonly cacheFolder: string;
  readonly say: Say;
  readonly signal?: AbortSignal;
}

/** Where servers are that PATH of a plain user often lacks. */
const serverFolders = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The programs, and the package of Debian, Ubuntu and Homebrew that brings each. */
const packageOf = { 'nats-server': 'nats-server', nginx: 'nginx' } as const;
type Name = keyof typeof packageOf;

/**
 * Finds the servers SMER runs: in PATH, where servers usually are, or among what was fetched
 * before. Fetches what is missing; throws StartError with how to install it where that fails.
 */
export async function findPrograms(search: Search): Promise<Record<Name, Program>> {
  return (await findAll(search)) ?? (await fetchAll(search));
}

async function findAll(search: Search): Promise<Record<Name, Program> | undefined> {
  const nats = await findProgram('nats-server', search);
  const nginx = await findProgram('nginx', search);
  return nats && nginx && { 'nats-server': nats, nginx };
}

/** Fetches all that the system itself lacks, as one fetch replaces the one before. */
async function fetchAll(search: Search): Promise<Record<Name, Program>> {
  const lacking: Name[] = [];
  for (const name of ['nats-server', 'nginx'] as const) {
    if (!(await findIn(systemFolders(search), name))) lacking.push(name);
  }
  try {
    const packages = lacking.map((name) => packageOf[name]);
    await fetchPackages(packages, { ...search, folder: fetchedFolder(search) });
  } catch (thrown) {
    throw new StartError(howToInstall(lacking), { cause: thrown });
  }
  const found = await findAll(search);
  if (!found) throw new StartError(howToInstall(lacking));
  return found;
}

async function findProgram(name: Name, search: Search): Promise<Program | undefined> {
  const installed = await findIn(systemFolders(search), name);
  if (installed) return { path: installed, env: {} };
  const root = fetchedFolder(search);
  const fetched = await findIn([join(root, 'usr/sbin'), join(root, 'usr/bin')], name);
  if (!fetched) return undefined;
  return { path: fetched, env: { LD_LIBRARY_PATH: (await libraryFolders(root)).join(':') } };
}

const fetchedFolder = ({ cacheFolder }: Search): string => join(cacheFolder, 'programs');

const systemFolders = ({ path }: Search): string[] => [...path.split(delimiter), ...serverFolders];

async function findIn(folders: readonly string[], name: Name): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    if (folder !== '' && (await isExecutable(path))) return path;
  }
  return undefined;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Debian keeps libraries in a folder of the machine's kind: `usr/lib/aarch64-linux-gnu`. */
async function libraryFolders(root: string): Promise<string[]> {
  const folders: string[] = [];
  for (const parent of [join(root, 'usr/lib'), join(root, 'lib')]) {
    const entries = await readdir(parent).catch(() => []);
    folders.push(
      ...entries.filter((entry) => entry.includes('-linux-')).map((e) => join(parent, e)),
    );
  }
  return folders;
}

/** One sentence for the person at the console. */
export function howToInstall(
  missing: readonly Name[],
  platform: NodeJS.Platform = process.platform,
): string {
  const packages = missing.map((name) => packageOf[name]).join(' ');
  const command = platform === 'darwin' ? 'brew install' : 'sudo apt-get install';
  return `SMER needs ${missing.join(' and ')}: install with \`${command} ${packages}\`, then start again.`;
}
