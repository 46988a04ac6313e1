import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const main = join(import.meta.dirname, 'main.ts');

const run = (suites: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [main, ...suites], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });

test('runs nothing when one of the suites asked for does not exist', () => {
  const { status, stdout, stderr } = run(['unit', 'untied']);
  assert.equal(status, 1);
  assert.match(stderr, /^no such suite: untied; there are: unit, /);
  assert.equal(stdout, '');
});

test('runs nothing when it is to require what nothing needs', () => {
  const { status, stdout, stderr } = run(['unit'], { SMER_TEST_REQUIRE: 'browser,dokcer' });
  assert.equal(status, 1);
  assert.equal(stderr, 'no such need: dokcer; there are: docker, browser, arm64\n');
  assert.equal(stdout, '');
});
