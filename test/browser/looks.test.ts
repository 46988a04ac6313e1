import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessibilityFaults, sidewaysScroll } from './check-accessibility.ts';
import { everyLook, lookName, openPage } from './open-browser.ts';
import { belgianHouse, dutchHouse, plainHouse } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

describe('the page in every look', () => {
  const used = useBrowser();

  for (const look of everyLook) {
    it(`is accessible, quiet and without sideways scroll: ${lookName(look)}`, async () => {
      const house = look.language === 'nl' ? dutchHouse : belgianHouse;
      await using standIn = await startStandIn(used.folder, { house });
      await using opened = await openPage(used.browser, standIn.url, look);
      const { page, complaints } = opened;
      await page.locator('#live[data-mode="events"]').waitFor();
      await page.locator('#energy-totals-rows tr').first().waitFor();
      for (const details of await page.locator('details:visible').all()) {
        await details.locator('summary').click();
      }
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(complaints, []);
    });
  }

  for (const width of [320, 1920]) {
    it(`fits a screen of ${width} px`, async () => {
      await using standIn = await startStandIn(used.folder, { house: plainHouse });
      await using opened = await openPage(used.browser, standIn.url, { width, language: 'nl' });
      await opened.page.locator('#energy-totals-rows tr').first().waitFor();
      assert.equal(await sidewaysScroll(opened.page), 0);
    });
  }
});
