import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPage } from './open-browser.ts';
import { settleRequests } from './settle-requests.ts';
import { type StandIn, startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

/** The present of the stand-in's house. */
const atTheMeter = /17 Jun,? 14:32:10/;
const atTheBrowser = /18 Jun,? 00:32:10/;

const loadsOf = ({ requests }: StandIn) =>
  requests.filter((line) => line === 'GET /current-usage').length;

describe('the time zone of the page', () => {
  const used = useBrowser();

  it('is the meter’s after one new start, however slow the history is', async () => {
    await using standIn = await startStandIn(used.folder, { historyDelayMs: 2_000 });
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#date', { hasText: atTheMeter }).waitFor();
    // What is asked for later is answered later: by then the zone has been told again.
    await page.locator('#energy-earlier').click();
    await page.locator('#energy-period', { hasText: 'Tue 16 June' }).waitFor();
    await settleRequests(page, standIn);
    assert.equal(loadsOf(standIn), 2);
  });

  it('is soon asked for again where the history refused to tell it', async () => {
    await using standIn = await startStandIn(used.folder, { isHistoryRefusing: true });
    await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
    const { page } = opened;
    await page.locator('#date', { hasText: atTheBrowser }).waitFor();
    standIn.scene.isHistoryRefusing = false;
    await page.clock.fastForward(10_000);
    await page.locator('#date', { hasText: atTheMeter }).waitFor();
  });

  it('is that of the visit before while the history cannot be asked', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#date', { hasText: atTheMeter }).waitFor();
    standIn.scene.trouble = 'history-missing';
    await page.reload();
    await page.locator('#date', { hasText: atTheMeter }).waitFor();
  });

  it('stays the browser’s where the meter’s can be neither told in time nor kept', async () => {
    await using standIn = await startStandIn(used.folder, { historyDelayMs: 2_000 });
    await using opened = await openPage(used.browser, 'about:blank');
    const { page } = opened;
    await page.addInitScript('Storage.prototype.setItem = () => { throw new Error("full"); }');
    await page.goto(`${standIn.url}/current-usage`);
    await page.locator('#date', { hasText: atTheBrowser }).waitFor();
    await page.locator('#energy-earlier').click();
    await page.locator('#energy-period', { hasText: 'Wed 17 June' }).waitFor();
    await settleRequests(page, standIn);
    assert.equal(loadsOf(standIn), 1);
  });
});
