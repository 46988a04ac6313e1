import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { openPage } from './open-browser.ts';
import { plainHouse } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

describe('Energy', () => {
  const used = useBrowser();

  it('shows today beside yesterday, and walks back', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#energy-totals-head', { hasText: 'Yesterday' }).waitFor();
    await page.locator('#energy-earlier').click();
    await page.locator('#energy-period', { hasText: 'Tue 16 June' }).waitFor();
    await page.locator('#energy-totals-head', { hasText: 'The day before' }).waitFor();
  });

  for (const [span, period] of [
    ['week', 'This week'],
    ['month', 'This month'],
    ['year', 'This year'],
  ] as const) {
    it(`shows ${period}`, async () => {
      await using standIn = await startStandIn(used.folder);
      await using opened = await openPage(used.browser, standIn.url);
      await opened.page.locator(`#energy-span input[value=${span}]`).check({ force: true });
      await opened.page.locator('#energy-totals-head', { hasText: period }).waitFor();
    });
  }

  it('offers gas where the meter counts it', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#energy-medium').selectOption('gas');
    await opened.page.locator('#energy-head', { hasText: 'Gas (m³)' }).waitFor({
      state: 'attached',
    });
  });

  it('tells of what tariffs the totals are made', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const rows = opened.page.locator('#energy-totals-rows tr');
    await rows.filter({ hasText: 'Normal' }).first().waitFor();
    assert.deepEqual(await rows.locator('th').allTextContents(), [
      ...['Imported', 'Low', 'Normal'],
      ...['Exported', 'Low', 'Normal'],
      'Gas',
    ]);
  });

  it('says nothing of export where none was ever counted', async () => {
    await using standIn = await startStandIn(used.folder, { house: plainHouse });
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#phases').waitFor();
    await page.locator('#energy-totals-rows tr').first().waitFor();
    const said = await page.locator('#energy-legend, #energy-totals-rows').allTextContents();
    assert.doesNotMatch(said.join(), /Exported/);
  });

  it('downloads the figures as CSV', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#energy-totals-rows tr').first().waitFor();
    const coming = opened.page.waitForEvent('download');
    await opened.page.locator('#energy-csv').click();
    const download = await coming;
    assert.equal(download.suggestedFilename(), 'smer-day-2026-06-17.csv');
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /^start,end,.*\r\n2026-06-17T00:00:00\+02:00,/);
  });
});
