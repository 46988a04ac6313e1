import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { english } from './words-en.ts';

const sources = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^words-/.test(name))
  .map((name) => new URL(name, import.meta.url));
const page = new URL('../public/index.html', import.meta.url);
const text = [...sources, page].map((url) => readFileSync(url, 'utf8')).join('\n');

describe('the words of the page', () => {
  for (const key of Object.keys(english)) {
    it(`says ${key} somewhere`, () => {
      assert.match(text, new RegExp(`words\\.${key}\\b|['"]${key}['"]|\\b${key}\\b[^}]*} = words`));
    });
  }
});
