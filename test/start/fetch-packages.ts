import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';
import type { Say } from './say.ts';

interface Fetching {
  /** Where the packages are unpacked. */
  readonly folder: string;
  readonly say: Say;
  readonly signal?: AbortSignal;
}

/**
 * Downloads packages of Debian or Ubuntu, with what they need and the machine lacks, and unpacks
 * them into a folder. Needs no root and changes nothing else. Throws where that can't be done.
 */
export async function fetchPackages(
  packages: readonly string[],
  { folder, say, signal }: Fetching,
): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(join(parent, 'fetching-'));
  const options = signal ? { cwd: work, signal } : { cwd: work };
  const apt = (...args: string[]) => runCommand('apt-get', [...aptOptions, ...args], options);
  try {
    say(`Fetching ${packages.join(' and ')} from this system's packages …`);
    const lists = await listOptions(apt, packages, join(work, 'apt'));
    const needed = namesOf(await apt(...lists, ...askWhatIsNeeded(packages)));
    await apt(...lists, 'download', ...new Set([...packages, ...needed]));
    const unpacked = join(work, 'unpacked');
    const archives = (await readdir(work)).filter((name) => name.endsWith('.deb'));
    for (const archive of archives) await runCommand('dpkg', ['-x', archive, unpacked], options);
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
    say(`Fetched ${archives.length} packages into ${folder}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Only root may lock the package system, or become the user that apt downloads as. */
const aptOptions = ['-qq', '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User='];

const askWhatIsNeeded = (packages: readonly string[]): string[] => [
  'install',
  '--print-uris',
  '--yes',
  '--no-install-recommends',
  ...packages,
];

/** The machine's own package lists where it has them, else lists of our own. */
async function listOptions(
  apt: (...args: string[]) => Promise<string>,
  packages: readonly string[],
  folder: string,
): Promise<string[]> {
  const known = await apt(...askWhatIsNeeded(packages)).then(
    () => true,
    () => false,
  );
  if (known) return [];
  const own = ['-o', `Dir::State::lists=${folder}/lists`, '-o', `Dir::Cache=${folder}/cache`];
  await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
  await mkdir(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  await apt(...own, 'update');
  return own;
}

/** `'http://…' nginx_1.22.1-9_amd64.deb 527040 SHA256:…` names the package before its first `_`. */
const namesOf = (uris: string): string[] =>
  uris.split('\n').flatMap((line) => /^'[^']+' ([^_ ]+)_\S+\.deb /.exec(line)?.[1] ?? []);
