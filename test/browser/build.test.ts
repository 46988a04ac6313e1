import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuiltPage, buildPageOnce } from './built-page.ts';

const installed = createRequire(new URL('../../services/web/build.ts', import.meta.url));

describe('the built page', () => {
  let built: BuiltPage;
  let page: string;
  before(async () => {
    built = await buildPageOnce();
    page = await readFile(join(built.folder, 'index.html'), 'utf8');
  });
  after(() => built[Symbol.asyncDispose]());

  it('is the same each time it is built', async () => {
    await using again = await buildPageOnce();
    const names = (await readdir(built.folder, { recursive: true })).sort();
    assert.deepEqual((await readdir(again.folder, { recursive: true })).sort(), names);
    assert.equal(await readFile(join(again.folder, 'index.html'), 'utf8'), page);
  });

  it('names its assets by their content', async () => {
    const names = await readdir(join(built.folder, 'assets'));
    assert.equal(names.length, 3);
    for (const name of names) {
      assert.match(name, /^(main|site|simple)-[0-9a-f]{12}\.(js|css)$/);
      assert.ok(page.includes(`/assets/${name}`), name);
    }
  });

  it('has simple.css as it came, byte for byte', async () => {
    const names = await readdir(join(built.folder, 'assets'));
    const name = names.find((file) => file.startsWith('simple-')) ?? '';
    assert.deepEqual(
      await readFile(join(built.folder, 'assets', name)),
      await readFile(installed.resolve('simpledotcss/simple.min.css')),
    );
  });

  it('has no script or style within the HTML', () => {
    assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
  });

  it('names nothing outside its own origin', () => {
    assert.doesNotMatch(page, /(?:src|href)="(?!\/|#)/);
  });
});
