import assert from 'node:assert/strict';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { knownUser } from '../support/known-user.ts';
import { waitFor } from '../support/wait-for.ts';
import { type ComposedSystem, startComposed } from './start-composed.ts';

describe('SMER_PASSWORD_FILE', () => {
  let folder: string;
  let path: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'smer-password-'));
    await chmod(folder, 0o755);
    path = join(folder, 'passwords');
    await writeFile(path, `${knownUser}\n`);
  });
  after(() => rm(folder, { recursive: true }));

  const startWeb = (passwordFile: string) =>
    startComposed({ services: ['web'], env: { SMER_PASSWORD_FILE: passwordFile } });

  async function statusFor(system: ComposedSystem, who?: string): Promise<number> {
    const authorization = `Basic ${Buffer.from(who ?? '').toString('base64')}`;
    const ask = () => fetch(system.url, { headers: who ? { authorization } : {} });
    await waitFor('nginx to answer', () => ask().then(Boolean, () => false));
    return (await ask()).status;
  }

  test('lets in who knows the password, and the health check', async () => {
    await using system = await startWeb(path);
    assert.deepEqual(
      [
        await statusFor(system),
        await statusFor(system, 'ann:sesame'),
        await statusFor(system, 'ann:open sesame'),
      ],
      [401, 401, 200],
    );
    const [web] = await system.inspect('web');
    const [, ...check] = web?.Config.Healthcheck?.Test ?? [];
    assert.equal(await system.compose('exec', '-T', 'web', ...check), '');
  });

  test('lets nobody in who was taken out of the file, once web was restarted', async () => {
    const changed = join(folder, 'changed');
    await writeFile(changed, `${knownUser}\n`);
    await using system = await startWeb(changed);
    assert.equal(await statusFor(system, 'ann:open sesame'), 200);
    // As editors do: another file under the same name.
    await writeFile(`${changed}.new`, 'nobody:x\n');
    await rename(`${changed}.new`, changed);
    await system.compose('restart', 'web');
    assert.equal(await statusFor(system, 'ann:open sesame'), 401);
  });

  test('lets nobody in when the path is that of a folder', async () => {
    await using system = await startWeb(folder);
    assert.notEqual(await statusFor(system, 'ann:open sesame'), 200);
  });

  test('does not start without the file', async () => {
    await assert.rejects(startWeb(join(folder, 'nothing')), /nothing|bind source path/);
  });
});
