import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '../support/wait-for.ts';
import { SupervisedProcess } from './supervised-process.ts';

/** Supervises a script that has `log` for its output; gives what was said and written. */
async function superviseScript(script: string) {
  const logFolder = await mkdtemp(join(tmpdir(), 'smer-part-'));
  const said: string[] = [];
  const givenUp: string[] = [];
  const part = new SupervisedProcess(
    {
      name: 'part',
      command: process.execPath,
      args: ['-e', `const log = (line) => process.stdout.write(line + '\\n'); ${script}`],
    },
    { logFolder, say: (line) => said.push(line), giveUp: (reason) => givenUp.push(reason) },
  );
  const lines = async () => {
    const text = await readFile(join(logFolder, 'part.log'), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  };
  return {
    part,
    said,
    givenUp,
    lines,
    [Symbol.asyncDispose]: async () => {
      part.kill();
      await part.stop();
      await rm(logFolder, { recursive: true });
    },
  };
}

const lives = 'log(process.pid); setInterval(() => {}, 1000);';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('starts a process again that was killed, and says so', async () => {
  await using supervised = await superviseScript(lives);
  const [first] = await waitFor('the first start', async () => {
    const lines = await supervised.lines();
    return lines.length === 1 && lines;
  });
  process.kill(Number(first), 'SIGKILL');
  await waitFor('the second start', async () => (await supervised.lines()).length === 2);
  assert.match(supervised.said.join(), /^part ended: by SIGKILL.*; it starts again in 0\.5 s$/);
});

test('gives up a process that ends at once each time, with its last words', async () => {
  await using supervised = await superviseScript("log('Error: no such meter'); process.exit(3);");
  await waitFor('giving up', () => supervised.givenUp.length > 0);
  assert.deepEqual(supervised.givenUp, [
    'part does not start: exit status 3, “Error: no such meter”',
  ]);
  assert.equal((await supervised.lines()).length, 3);
});

test('gives up a program that is missing', async () => {
  const givenUp: string[] = [];
  const missing = new SupervisedProcess(
    { name: 'part', command: '/nowhere/program', args: [] },
    { logFolder: tmpdir(), say: () => undefined, giveUp: (reason) => givenUp.push(reason) },
  );
  await waitFor('giving up', () => givenUp.length > 0);
  await missing.stop();
  assert.match(givenUp.join(), /ENOENT/);
});

test('asks a process to end and waits for it', async () => {
  await using supervised = await superviseScript(
    `${lives} process.on('SIGTERM', () => { log('tidied'); process.exit(0); });`,
  );
  await waitFor('the start', async () => (await supervised.lines()).length === 1);
  await supervised.part.stop();
  assert.equal((await supervised.lines()).at(-1), 'tidied');
});

test('starts nothing again once it is stopped', async () => {
  await using supervised = await superviseScript('process.exit(1);');
  await waitFor('the first end', () => supervised.said.length > 0);
  await supervised.part.stop();
  assert.deepEqual(supervised.givenUp, []);
  assert.equal(supervised.said.length, 1);
});

test('ends what a killed process has started', async () => {
  const childScript = JSON.stringify('setInterval(() => {}, 1000)');
  await using supervised = await superviseScript(
    `const child = require('node:child_process').spawn(process.execPath, ['-e', ${childScript}]);
     log(process.pid); log(child.pid); setInterval(() => {}, 1000);`,
  );
  const [leader, child] = await waitFor('both', async () => {
    const lines = await supervised.lines();
    return lines.length === 2 && lines.map(Number);
  });
  process.kill(leader ?? 0, 'SIGKILL');
  await waitFor('the end of the child', () => !isAlive(child ?? 0));
});
