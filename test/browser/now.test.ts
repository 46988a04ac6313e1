import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import { accessibilityFaults } from './check-accessibility.ts';
import { openPage } from './open-browser.ts';
import { textOf } from './read-page.ts';
import { belgianHouse, dutchHouse, usageW } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

/** What a screen reader would call what has the focus. */
const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
  );

describe('Now', () => {
  const used = useBrowser();

  it('moves with every event', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await waitFor('the page to follow', () => standIn.followers === 1);
    for (let count = 0; count < 3; count += 1) {
      standIn.tick(10);
      const expected = Math.abs(usageW(dutchHouse, standIn.scene.nowS)).toLocaleString('en-GB');
      await opened.page.locator('#usage-figure', { hasText: expected }).waitFor();
    }
  });

  it('says the direction, the time at the meter and the tariff', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url, { language: 'nl' });
    await opened.page.locator('#direction', { hasText: 'Teruglevering aan het net' }).waitFor();
    assert.match((await textOf(opened.page, '#date')) ?? '', /^17 jun,? 14:32:10$/);
    assert.equal(await textOf(opened.page, '#tariff'), 'Tarief: normaal');
  });

  it('asks for readings where events cannot be had', async () => {
    await using standIn = await startStandIn(used.folder, { hasEvents: false });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#live[data-mode="polling"]').waitFor();
    standIn.scene.nowS += 10;
    const expected = Math.abs(usageW(dutchHouse, standIn.scene.nowS)).toLocaleString('en-GB');
    await opened.page.locator('#usage-figure', { hasText: expected }).waitFor({ timeout: 10_000 });
  });

  it('shows the phases the meter sends', async () => {
    await using standIn = await startStandIn(used.folder, { house: belgianHouse });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#phases').waitFor();
    assert.equal(await opened.page.locator('#phase-rows tr:visible').count(), 1);
  });

  it('keeps its place while figures grow and shrink', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#phases').waitFor();
    await opened.page.locator('#energy-totals-rows tr').first().waitFor();
    const heights: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      standIn.tick(1700);
      const expected = Math.abs(usageW(dutchHouse, standIn.scene.nowS)).toLocaleString('en-GB');
      await opened.page.locator('#usage-figure', { hasText: expected }).waitFor();
      const box = await opened.page.locator('#history').boundingBox();
      heights.push(box?.y ?? -1);
    }
    assert.equal(new Set(heights).size, 1, heights.join());
  });
});

describe('Can we run it for free?', () => {
  const used = useBrowser();

  it('starts with the three appliances of the original', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    assert.deepEqual(await opened.page.locator('#free tbody th').allTextContents(), [
      'Washing machine 2,000 W',
      'Dishwasher 1,500 W',
      'TV 300 W',
    ]);
  });

  it('keeps an appliance of one’s own over a visit', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#add-appliance').click();
    await page.locator('#appliance-name').fill('<b>Car</b>');
    await page.locator('#appliance-power').fill('3700');
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.locator('#appliance-form [type=submit]').click();
    await page.reload();
    assert.equal(await page.locator('#free tbody th').last().textContent(), '<b>Car</b> 3,700 W');
  });

  it('leaves the keyboard where it was after a change', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.getByRole('button', { name: 'Edit Dishwasher' }).press('Enter');
    await opened.page.locator('#appliance-power').press('Enter');
    assert.equal(await focused(opened.page), 'Edit Dishwasher');
  });

  it('removes one', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.getByRole('button', { name: 'Edit Dishwasher' }).click();
    await opened.page.locator('#appliance-remove').click();
    assert.equal(await opened.page.locator('#free tbody tr').count(), 2);
    assert.equal(await focused(opened.page), 'Add appliance');
  });

  it('answers by the surplus and says how much of it the sun covers', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#free tr[data-answer="yes"]').first().waitFor();
    const [, , television] = await opened.page.locator('#free .verdict').allTextContents();
    assert.equal(television, 'Yes the sun covers all of it');
  });
});
