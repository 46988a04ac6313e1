import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

test('runs nothing when one of the suites asked for does not exist', () => {
  const main = join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'unit', 'untied'], {
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /^no such suite: untied; there are: unit, /);
  assert.equal(stdout, '');
});
