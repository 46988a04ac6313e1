import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { type StartedMeter, startMeter } from '../meter/start-meter.ts';
import { type StartedNginx, startNginx } from '../support/start-nginx.ts';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';
import { type BuiltPage, buildPageOnce } from './built-page.ts';
import { accessibilityFaults, sidewaysScroll } from './check-accessibility.ts';
import { lookName, openBrowser, openPage, withoutRefusals } from './open-browser.ts';
import { shownAt } from './read-page.ts';
import { textFiles } from './text-files.ts';
import { walkLooks } from './walk-looks.ts';

describe('the page on the whole system', () => {
  let built: BuiltPage;
  let meter: StartedMeter;
  let system: StartedSystem;
  let nginx: StartedNginx;
  let browser: Browser;
  before(async () => {
    built = await buildPageOnce();
    meter = await startMeter();
    system = await startSystem({ source: meter.source });
    const apiPorts = [Number(new URL(system.apiUrl).port)];
    nginx = await startNginx({ files: await textFiles(built.folder), apiPorts });
    browser = await openBrowser();
    const health = `${system.apiUrl}/api/health`;
    await waitFor('all to be well', async () => (await fetch(health)).ok, { timeoutMs: 20_000 });
  });
  after(async () => {
    await browser?.close();
    await nginx?.[Symbol.asyncDispose]();
    await system?.[Symbol.asyncDispose]();
    await meter?.[Symbol.asyncDispose]();
    await built?.[Symbol.asyncDispose]();
  });

  it('moves with the telegrams of the meter, without a word on the console', async () => {
    await using opened = await openPage(browser, nginx.url);
    const { page, complaints } = opened;
    await page.locator('#live[data-mode="events"]').waitFor();
    const first = await shownAt(page);
    await waitFor('another reading', async () => (await shownAt(page)) !== first);
    const [sent] = await meter.sentSince(Date.parse((await shownAt(page)) ?? '') / 1000);
    assert.ok(sent, 'the meter sent what the page shows');
    assert.deepEqual(complaints, []);
  });

  it('shows the history and the energy that the meter’s telegrams make', async () => {
    await using opened = await openPage(browser, nginx.url);
    const { page, complaints } = opened;
    await page.locator('#history-details summary').click();
    await page.locator('#history-rows tr').nth(1).waitFor({ timeout: 40_000 });
    await page.reload();
    await page.locator('#energy-totals-rows tr').first().waitFor();
    await page.locator('#services', { hasText: 'History' }).waitFor();
    assert.deepEqual(complaints, []);
  });

  it('stores and loads, and says what it did', async () => {
    await using opened = await openPage(browser, nginx.url);
    const { page, complaints } = opened;
    await page.locator('#store').click();
    await page.locator('#confirm-yes').click();
    await page.locator('#backup-result', { hasText: /^Stored \d+ readings?\.$/ }).waitFor();
    await page.locator('#load').click();
    await page.locator('#confirm-yes').click();
    await page.locator('#backup-result', { hasText: /^Loaded \d+ readings?\./ }).waitFor();
    await page.locator('#last-dump', { hasText: 'Last stored' }).waitFor({ timeout: 15_000 });
    assert.deepEqual(withoutRefusals(complaints), []);
  });

  it('fills every panel, accessibly and without sideways scroll, in every look', async () => {
    await using opened = await openPage(browser, nginx.url, { language: 'nl' });
    const { page, complaints } = opened;
    await walkLooks(page, async (look) => {
      await page.locator('#live[data-mode="events"]').waitFor();
      for (const filled of ['#usage-figure', '#free tbody', '#energy-totals-rows', '#services']) {
        await page.locator(filled, { hasText: /\w/ }).first().waitFor();
      }
      assert.equal(await sidewaysScroll(page), 0, lookName(look));
      assert.deepEqual(await accessibilityFaults(page), [], lookName(look));
    });
    assert.deepEqual(complaints, []);
  });

  it('shows the last telegram, masked', async () => {
    await using opened = await openPage(browser, nginx.url);
    await opened.page.locator('#show-telegram').click();
    await opened.page.locator('#telegram-text', { hasText: /0-0:96\.1\.1\(X+\)/ }).waitFor();
  });

  it('says that the reader is gone, and goes on once it is back', async () => {
    await using opened = await openPage(browser, nginx.url);
    const { page, complaints } = opened;
    const trouble = (kind: string) =>
      page.locator(`#troubles [data-trouble="${kind}"]`).waitFor({ timeout: 20_000 });
    await page.locator('#live[data-mode="events"]').waitFor();
    await system.service('reader').kill();
    await trouble('reader-missing');
    system.start('reader');
    await page.locator('#troubles:empty').waitFor({ state: 'attached', timeout: 20_000 });
    await system.service('api').kill();
    await trouble('api-missing');
    system.start('api');
    await page.locator('#troubles:empty').waitFor({ state: 'attached', timeout: 20_000 });
    const before = await shownAt(page);
    await waitFor('another reading', async () => (await shownAt(page)) !== before, {
      timeoutMs: 20_000,
    });
    assert.deepEqual(withoutRefusals(complaints), []);
  });
});
