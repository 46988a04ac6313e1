import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fetchPackages } from './fetch-packages.ts';
import { runCommand } from './run-command.ts';

const hasApt = await Promise.all([
  runCommand('apt-get', ['--version']),
  runCommand('dpkg-deb', ['--version']),
]).then(
  () => true,
  () => false,
);
const onlyWithApt = { skip: hasApt ? false : 'this machine has no apt-get and dpkg-deb' };

/** A folder with a package archive that apt takes for the only one there is. */
async function makeArchive(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'smer-archive-'));
  const packages = [
    await makePackage(folder, 'smer-try-program', 'Depends: smer-try-library\n'),
    await makePackage(folder, 'smer-try-library', ''),
  ];
  await writeFile(join(folder, 'Packages'), packages.join('\n'));
  await writeFile(join(folder, 'sources.list'), `deb [trusted=yes] file:${folder} ./\n`);
  const settings = [
    `Dir::Etc::sourcelist "${folder}/sources.list";`,
    'Dir::Etc::sourceparts "/dev/null";',
  ];
  await writeFile(join(folder, 'apt.conf'), settings.join('\n'));
  process.env['APT_CONFIG'] = join(folder, 'apt.conf');
  context.after(async () => {
    delete process.env['APT_CONFIG'];
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** Builds a package with one file and gives its entry in the archive's list. */
async function makePackage(folder: string, name: string, relations: string): Promise<string> {
  const control = `Package: ${name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody <n@example.org>\n${relations}Description: try\n`;
  const tree = join(folder, name);
  await mkdir(join(tree, 'DEBIAN'), { recursive: true });
  await mkdir(join(tree, 'usr/share', name), { recursive: true });
  await writeFile(join(tree, 'DEBIAN/control'), control);
  await writeFile(join(tree, 'usr/share', name, 'file'), name);
  const file = `${name}_1_all.deb`;
  await runCommand('dpkg-deb', ['--build', '--root-owner-group', tree, join(folder, file)]);
  const bytes = await readFile(join(folder, file));
  const hash = createHash('sha256').update(bytes).digest('hex');
  return `${control}Filename: ./${file}\nSize: ${bytes.length}\nSHA256: ${hash}\n`;
}

test('unpacks a package and what it depends on', onlyWithApt, async (context) => {
  const archive = await makeArchive(context);
  const folder = join(archive, 'cache', 'programs');
  await fetchPackages(['smer-try-program'], { folder, say: () => undefined });
  assert.deepEqual(await readdir(join(folder, 'usr/share')), [
    'smer-try-library',
    'smer-try-program',
  ]);
});

test('leaves nothing behind but what it unpacked', onlyWithApt, async (context) => {
  const archive = await makeArchive(context);
  const folder = join(archive, 'cache', 'programs');
  await fetchPackages(['smer-try-program'], { folder, say: () => undefined });
  assert.deepEqual(await readdir(join(archive, 'cache')), ['programs']);
});

test(
  'fails for a package that does not exist, and leaves nothing behind',
  onlyWithApt,
  async (context) => {
    const archive = await makeArchive(context);
    const folder = join(archive, 'cache', 'programs');
    const fetching = fetchPackages(['smer-no-such-package'], { folder, say: () => undefined });
    await assert.rejects(fetching, /smer-no-such-package/);
    assert.deepEqual(await readdir(join(archive, 'cache')), []);
  },
);
