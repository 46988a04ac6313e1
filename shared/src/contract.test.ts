import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { contract } from './contract.ts';

const top = join(import.meta.dirname, '../..');

test('spells each subject once', () => {
  const subjects = Object.values(contract).map(({ subject }) => subject);
  assert.equal(new Set(subjects).size, subjects.length);
});

test('is the only place that spells a subject', async () => {
  const sources = await Array.fromAsync(glob('{shared,services/*}/src/**/*.ts', { cwd: top }));
  const spelling: string[] = [];
  for (const source of sources.filter((path) => !path.endsWith('.test.ts'))) {
    const text = await readFile(join(top, source), 'utf8');
    if (/['"`]smer\.(<|\$|main\.|status)/.test(text)) spelling.push(source);
  }
  assert.deepEqual(spelling, ['shared/src/contract.ts']);
});
