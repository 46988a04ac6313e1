import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { type StartedNginx, startNginx } from '../support/start-nginx.ts';

/** As `openssl passwd -6` and `htpasswd -B` make them, of the password "open sesame". */
const users = [
  'ann:$6$smersalt$D7YLcgy3dvkv3SiZQozJp3W4b45V/dxeDP7QgNosiQqgzD37t.hQSjcI7t0O9JW76hAPF7UGe3PiU2Wx9O7LC0',
  'bob:$2y$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW',
];
const files = { 'index.html': '<h1>page</h1>', 'assets/main-1a2b.js': '1;' };
const everything = [
  '/',
  '/assets/main-1a2b.js',
  '/api/current',
  '/api/events',
  '/api/load-history',
  '/nothing',
];

describe('nginx with a password', () => {
  let folder: string;
  let nginx: StartedNginx;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'smer-password-'));
    const passwordFile = join(folder, 'passwords');
    await writeFile(passwordFile, users.join('\n'));
    nginx = await startNginx({ files, apiPorts: [await freePort()], passwordFile });
  });
  after(async () => {
    await nginx?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const statusFor = async (who: string, path = '/') => {
    const headers = { authorization: `Basic ${Buffer.from(who).toString('base64')}` };
    return (await fetch(`${nginx.url}${path}`, { headers })).status;
  };

  for (const path of everything) {
    test(`asks a stranger to ${path} for it`, async () => {
      const answer = await fetch(`${nginx.url}${path}`);
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.get('www-authenticate'), 'Basic realm="SMER"');
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      const problem = (await answer.json()) as Record<string, unknown>;
      assert.deepEqual([problem['code'], problem['name']], [401, 'Unauthorized']);
    });
  }

  for (const user of ['ann', 'bob']) {
    test(`lets ${user} in`, async () => {
      assert.equal(await statusFor(`${user}:open sesame`), 200);
    });
  }

  for (const who of ['ann:open sesam', 'ann:', 'eve:open sesame', `ann:${users[0]?.slice(4)}`]) {
    test(`keeps ${who} out`, async () => {
      assert.equal(await statusFor(who), 401);
    });
  }

  test('passes a user on to the API', async () => {
    assert.equal(await statusFor('ann:open sesame', '/api/current'), 503);
  });

  test('answers whoever watches over the container without it', async () => {
    assert.equal((await fetch(`${nginx.url}/healthz`)).status, 204);
  });
});
