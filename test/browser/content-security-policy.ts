import { readFileSync } from 'node:fs';

const file = new URL('../../services/web/security-headers.conf', import.meta.url);
const header = /^add_header Content-Security-Policy "(.+)" always;$/m;

/** What nginx lets the page load, and from where. */
export const contentSecurityPolicy = readPolicy();

function readPolicy(): string {
  const policy = header.exec(readFileSync(file, 'utf8'))?.[1];
  if (policy === undefined) throw new Error(`${file.pathname} has no content security policy`);
  return policy;
}
