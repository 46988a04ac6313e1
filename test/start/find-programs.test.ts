import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findPrograms, howToInstall } from './find-programs.ts';

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'smer-programs-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

async function makeProgram(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

const silent = () => undefined;

test('takes programs from PATH first', async () => {
  await using folder = await temporaryFolder();
  const nats = await makeProgram(folder.path, 'nats-server');
  const nginx = await makeProgram(folder.path, 'nginx');
  const found = await findPrograms({ path: folder.path, cacheFolder: '/nowhere', say: silent });
  assert.deepEqual(found, {
    'nats-server': { path: nats, env: {} },
    nginx: { path: nginx, env: {} },
  });
});

test('passes over a file that is no program', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'nginx'), 'notes');
  const other = join(folder.path, 'other');
  const nginx = await makeProgram(other, 'nginx');
  await makeProgram(other, 'nats-server');
  const path = `${folder.path}:${other}`;
  const found = await findPrograms({ path, cacheFolder: '/nowhere', say: silent });
  assert.equal(found.nginx.path, nginx);
});

test('tells in one sentence how to install what is missing', () => {
  assert.equal(
    howToInstall(['nats-server', 'nginx'], 'linux'),
    'SMER needs nats-server and nginx: install with `sudo apt-get install nats-server nginx`, then start again.',
  );
});

test('tells users of a Mac about Homebrew', () => {
  assert.match(howToInstall(['nginx'], 'darwin'), /`brew install nginx`/);
});
