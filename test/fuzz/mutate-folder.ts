import { appendFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choose, mutate, type Random } from './mutate.ts';

type Harm = (path: string, random: Random) => Promise<void>;

/** Text where only a file's own bytes should be. */
const strayTexts = ['{}', 'null', '[[[[', '{"bootId":7,"sequence":-1}', '\0'.repeat(100), ''];

const rewrite = async (path: string, change: (bytes: Buffer) => Buffer) =>
  writeFile(path, change(await readFile(path)));

/** What can become of a file on a disk that wears, or of a folder that somebody tidies. */
const harms: Readonly<Record<string, Harm>> = {
  garble: (path, random) => rewrite(path, (bytes) => mutate(bytes, random)),
  cut: (path, random) => rewrite(path, (bytes) => bytes.subarray(0, random(bytes.length))),
  grow: (path) => appendFile(path, Buffer.alloc(512)),
  blank: (path, random) => rewrite(path, (bytes) => bytes.fill(0, random(bytes.length))),
  overwrite: (path, random) => writeFile(path, choose(strayTexts, random)),
  remove: (path) => rm(path),
  becomeFolder: async (path) => {
    await rm(path);
    await mkdir(join(path, 'within'), { recursive: true });
  },
  dangle: async (path) => {
    await rm(path);
    await symlink('nowhere', path);
  },
  misname: (path, random) =>
    rename(path, path.replace(/[^/]*(?=\.)/, choose(strangeNames, random))),
};

/** Stems that look like a day, an hour or a number, and are none. */
const strangeNames = ['2024-99-99', '---', 'T', '2024-08-16T99', '99999999999999999999', '-1'];

export interface HarmedFile {
  readonly name: string;
  readonly how: string;
}

/** Harms one to three of the files with these names. */
export async function mutateFolder(
  folder: string,
  names: readonly string[],
  random: Random,
): Promise<HarmedFile[]> {
  const left = [...names];
  const harmed: HarmedFile[] = [];
  for (let count = 1 + random(3); count > 0; count--) {
    const [name = ''] = left.splice(random(left.length), 1);
    const how = choose(Object.keys(harms), random);
    await harms[how]?.(join(folder, name), random);
    harmed.push({ name, how });
  }
  return harmed;
}
