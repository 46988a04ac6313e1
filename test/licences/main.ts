import { readFileSync, writeFileSync } from 'node:fs';
import { renderLicences } from './render-licences.ts';

/** Writes LICENCES.md anew from the lock file. */
const top = new URL('../../', import.meta.url);
const lock = JSON.parse(readFileSync(new URL('package-lock.json', top), 'utf8'));
writeFileSync(new URL('LICENCES.md', top), renderLicences(lock));
