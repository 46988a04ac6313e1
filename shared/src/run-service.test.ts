import assert from 'node:assert/strict';
import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startProcess } from '../../test/support/start-process.ts';
import { waitFor } from '../../test/support/wait-for.ts';

const runService = new URL('./run-service.ts', import.meta.url).href;
const loadConfig = new URL('./load-config.ts', import.meta.url).href;

/** Runs a service whose start and stop are these lines of code. */
async function startService(start: string, stop: string, env: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'smer-service-'));
  const script = join(folder, 'service.ts');
  await writeFile(
    script,
    `import { createRequire } from 'node:module';
     const { runService } = await import('${runService}');
     const { commonSettings, loadConfig } = await import('${loadConfig}');
     const { z } = await import(createRequire('${loadConfig}').resolve('zod'));
     const alive = setInterval(() => undefined, 1000);
     await runService('tester', () => loadConfig(z.object(commonSettings), process.env), () => {
       ${start}
       return { stop: async () => { ${stop} } };
     });`,
  );
  const service = startProcess(process.execPath, [script], env);
  return { service, folder };
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`stops in order at ${signal}`, async () => {
    const { service } = await startService('', "console.log('stopped in order');");
    await using _ = service;
    await waitFor('the start', () => service.output().includes('service started'));
    await service.kill(signal);
    assert.equal(await service.exited, 0);
    assert.match(service.output(), /stopped in order/);
  });
}

test('ends at once at a second signal', async () => {
  const { service } = await startService('', 'await new Promise(() => undefined);');
  await using _ = service;
  await waitFor('the start', () => service.output().includes('service started'));
  process.kill(service.pid, 'SIGTERM');
  await waitFor('the first signal to be seen', () => service.output().includes('service stopping'));
  process.kill(service.pid, 'SIGTERM');
  assert.equal(await service.exited, 1);
});

test('ends with the error nobody caught, so that it is started anew', async () => {
  const { service } = await startService("setTimeout(() => { throw new Error('ouch'); }, 10);", '');
  await using _ = service;
  assert.equal(await service.exited, 1);
  assert.match(service.output(), /ouch/);
});

test('refuses wrong settings before anything starts', async () => {
  const { service } = await startService("console.log('began');", '', { METER_ID: 'a b' });
  await using _ = service;
  assert.equal(await service.exited, 1);
  assert.match(service.output(), /METER_ID="a b": expected 1 to 32 letters/);
  assert.doesNotMatch(service.output(), /began/);
});

test('writes a heartbeat while it runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'smer-heartbeat-'));
  const file = join(folder, 'heartbeat');
  const { service } = await startService('', '', { HEARTBEAT_FILE: file });
  await using _ = service;
  await waitFor('the heartbeat', () => stat(file).then(() => true));
});

test('writes a heartbeat while its start waits for something', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'smer-heartbeat-'));
  const file = join(folder, 'heartbeat');
  const { service } = await startService('return new Promise(() => undefined);', '', {
    HEARTBEAT_FILE: file,
  });
  await using _ = service;
  await waitFor('the heartbeat', () => stat(file).then(() => true));
});
