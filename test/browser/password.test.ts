import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { knownUser } from '../support/known-user.ts';
import { type StartedNginx, startNginx } from '../support/start-nginx.ts';
import { openPage } from './open-browser.ts';
import { type StandIn, startStandIn } from './stand-in-server.ts';
import { textFiles } from './text-files.ts';
import { useBrowser } from './use-browser.ts';

describe('the page behind a password', () => {
  const used = useBrowser();
  let folder: string;
  let standIn: StandIn;
  let nginx: StartedNginx;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'smer-password-'));
    const passwordFile = join(folder, 'passwords');
    await writeFile(passwordFile, knownUser);
    standIn = await startStandIn(used.folder);
    const apiPorts = [Number(new URL(standIn.url).port)];
    nginx = await startNginx({ files: await textFiles(used.folder), apiPorts, passwordFile });
  });
  after(async () => {
    await nginx?.[Symbol.asyncDispose]();
    await standIn?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  it('moves with the events once the browser knows it, without a word on the console', async () => {
    await using opened = await openPage(used.browser, 'about:blank');
    const { page, context } = opened;
    const words: string[] = [];
    page.on('console', (message) => words.push(message.text()));
    await context.setHTTPCredentials({ username: 'ann', password: 'open sesame' });
    await page.goto(nginx.url);
    await page.locator('#live[data-mode="events"]').waitFor();
    assert.deepEqual(words, []);
  });

  it('sends it along for the manifest, which browsers would else ask for without', async () => {
    await using opened = await openPage(used.browser, 'about:blank');
    await opened.context.setHTTPCredentials({ username: 'ann', password: 'open sesame' });
    await opened.page.goto(nginx.url);
    const manifest = opened.page.locator('link[rel=manifest]');
    assert.equal(await manifest.getAttribute('crossorigin'), 'use-credentials');
  });

  it('stays closed to a browser that does not', async () => {
    await using opened = await openPage(used.browser, 'about:blank');
    await opened.context.setHTTPCredentials({ username: 'ann', password: 'sesame' });
    const answer = await opened.page.goto(nginx.url);
    assert.equal(answer?.status(), 401);
  });
});
