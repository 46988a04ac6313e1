import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessibilityFaults, sidewaysScroll } from './check-accessibility.ts';
import { lookName, openPage } from './open-browser.ts';
import { belgianHouse, dutchHouse, plainHouse } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';
import { unfold, walkLooks } from './walk-looks.ts';

describe('the page in every look', () => {
  const used = useBrowser();

  for (const [name, house] of Object.entries({ dutchHouse, belgianHouse, plainHouse })) {
    it(`is accessible, quiet and without sideways scroll: ${name}`, async () => {
      await using standIn = await startStandIn(used.folder, { house });
      await using opened = await openPage(used.browser, standIn.url, { language: 'nl' });
      const { page, complaints } = opened;
      await walkLooks(page, async (look) => {
        await page.locator('#live[data-mode="events"]').waitFor();
        await page.locator('#energy-totals-rows tr').first().waitFor();
        await unfold(page);
        assert.deepEqual(await accessibilityFaults(page), [], lookName(look));
        assert.equal(await sidewaysScroll(page), 0, lookName(look));
      });
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
