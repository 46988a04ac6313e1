import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { lastWords } from './last-words.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smer-words-'));
});
after(() => rm(folder, { recursive: true }));

async function wordsOf(text: string): Promise<string> {
  const file = join(folder, 'part.log');
  await writeFile(file, text);
  return lastWords(file);
}

test('finds the error above what Node prints at a crash', async () => {
  const words = await wordsOf('at work\nTypeError: x is not a function\n\nNode.js v24.21.0\n');
  assert.equal(words, 'TypeError: x is not a function');
});

test('tells the sentence and the cause of a JSON record', async () => {
  const words = await wordsOf(
    '{"level":60,"err":{"message":"disk gone"},"msg":"unexpected error"}\n',
  );
  assert.equal(words, 'unexpected error: disk gone');
});

test('takes the last line where none tells of an error', async () => {
  assert.equal(await wordsOf('one\ntwo\n'), 'two');
});

test('has none for a log that is empty', async () => {
  assert.equal(await wordsOf(''), '');
});

test('has none for a log that is missing', async () => {
  assert.equal(await lastWords(join(folder, 'missing.log')), '');
});
