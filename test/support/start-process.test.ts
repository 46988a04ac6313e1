import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startProcess } from './start-process.ts';
import { waitFor } from './wait-for.ts';

/** Starts a process that does not end by itself, says which, and fails where nobody catches it. */
const failing = `
  import { startProcess } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'start-process.ts')))};
  const { pid } = startProcess('sleep', ['600']);
  console.log(pid);
  setTimeout(() => { throw new Error('nobody catches this'); });
`;

test('ends with a process that fails outside of any await', async () => {
  await using parent = startProcess(process.execPath, ['--input-type=module', '--eval', failing]);
  assert.equal(await parent.exited, 1);
  const pid = Number.parseInt(parent.output(), 10);
  assert.ok(pid > 1, parent.output());
  await waitFor('the child to be gone', () => !isRunning(pid));
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
