import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderLicences } from './render-licences.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** All that may stand in what SMER gives to others: none asks for more than to be named. */
const permissive = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Unlicense',
]);

test('lists the licences of what the lock file holds', () => {
  const isCurrent = renderLicences(JSON.parse(read('package-lock.json'))) === read('LICENCES.md');
  assert.ok(isCurrent, 'LICENCES.md differs from the lock file: npm run licences');
});

test('puts only packages under permissive licences into the images', () => {
  const [, shipped = ''] = read('LICENCES.md').split('## ');
  const licences = [...shipped.matchAll(/^\| ([^|]+) \|/gm)].map(([, licence]) => licence);
  assert.deepEqual(
    licences.slice(1).filter((licence) => !permissive.has(licence ?? '')),
    [],
  );
  assert.ok(licences.length > 3);
});

test('names a package whose licence nobody told as unknown', () => {
  const page = renderLicences({ packages: { 'node_modules/secret': { version: '1.0.0' } } });
  assert.match(page, /\| unknown \| secret 1\.0\.0 \|/);
});
