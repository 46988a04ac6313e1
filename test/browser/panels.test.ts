import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import { type BuiltPage, buildPageOnce } from './built-page.ts';
import { accessibilityFaults } from './check-accessibility.ts';
import { openBrowser, openPage, setHidden } from './open-browser.ts';
import { belgianHouse, dutchHouse, usageW } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';

const textOf = (page: Page, selector: string) => page.locator(selector).textContent();

describe('the panels', () => {
  let built: BuiltPage;
  let browser: Browser;
  before(async () => {
    built = await buildPageOnce();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await built?.[Symbol.asyncDispose]();
  });

  describe('Now', () => {
    it('moves with every event', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await waitFor('the page to follow', () => standIn.followers === 1);
      for (let count = 0; count < 3; count += 1) {
        standIn.tick(10);
        const expected = Math.abs(usageW(dutchHouse, standIn.scene.nowS)).toLocaleString('en-GB');
        await opened.page.locator('#usage-figure', { hasText: expected }).waitFor();
      }
    });

    it('says the direction, the time at the meter and the tariff', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url, { language: 'nl' });
      await opened.page.locator('#direction', { hasText: 'Teruglevering aan het net' }).waitFor();
      assert.match((await textOf(opened.page, '#date')) ?? '', /^17 jun,? 14:32:10$/);
      assert.equal(await textOf(opened.page, '#tariff'), 'Tarief: normaal');
    });

    it('asks for readings where events cannot be had', async () => {
      await using standIn = await startStandIn(built.folder, { hasEvents: false });
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#live[data-mode="polling"]').waitFor();
      standIn.scene.nowS += 10;
      const expected = Math.abs(usageW(dutchHouse, standIn.scene.nowS)).toLocaleString('en-GB');
      await opened.page
        .locator('#usage-figure', { hasText: expected })
        .waitFor({ timeout: 10_000 });
    });

    it('shows the phases the meter sends', async () => {
      await using standIn = await startStandIn(built.folder, { house: belgianHouse });
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#phases').waitFor();
      assert.equal(await opened.page.locator('#phase-rows tr:visible').count(), 1);
    });

    it('keeps its place while figures grow and shrink', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
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
    it('starts with the three appliances of the original', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      assert.deepEqual(await opened.page.locator('#free tbody th').allTextContents(), [
        'Washing machine 2,000 W',
        'Dishwasher 1,500 W',
        'TV 300 W',
      ]);
    });

    it('keeps an appliance of one’s own over a visit', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      const { page } = opened;
      await page.locator('#add-appliance').click();
      await page.locator('#appliance-name').fill('<b>Car</b>');
      await page.locator('#appliance-power').fill('3700');
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.locator('#appliance-form [type=submit]').click();
      await page.reload();
      assert.equal(await page.locator('#free tbody th').last().textContent(), '<b>Car</b> 3,700 W');
    });

    it('removes one', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.getByRole('button', { name: 'Edit Dishwasher' }).click();
      await opened.page.locator('#appliance-remove').click();
      assert.equal(await opened.page.locator('#free tbody tr').count(), 2);
    });

    it('answers by the surplus and says how much of it the sun covers', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#free tr[data-answer="yes"]').first().waitFor();
      const [, , television] = await opened.page.locator('#free .verdict').allTextContents();
      assert.equal(television, 'Yes the sun covers all of it');
    });
  });

  describe('History', () => {
    const chartLabel = (page: Page) => page.locator('#history-chart').getAttribute('aria-label');

    it('offers the eleven ranges of the original, three hours first', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      const values = await opened.page
        .locator('#range option')
        .evaluateAll((options) => options.map((option) => option.getAttribute('value')));
      assert.deepEqual(values.slice(0, 11), [
        ...[60, 300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 259200].map(String),
        'all',
      ]);
      assert.equal(await opened.page.locator('#range').inputValue(), '10800');
    });

    it('asks the server for no more points than it has pixels', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url, { width: 768 });
      await opened.page.locator('#live[data-mode="events"]').waitFor();
      await opened.page.locator('#range').selectOption('all');
      const asked = await waitFor('the question', () =>
        standIn.requests.findLast((line) => line.includes('/api/history?to=')),
      );
      const points = Number(/points=(\d+)/.exec(asked)?.[1]);
      assert.ok(points > 400 && points <= 768, asked);
    });

    it('zooms by dragging and returns by a double click', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      const { page } = opened;
      await page.locator('#history-rows, #energy-totals-rows tr').last().waitFor();
      const before = await chartLabel(page);
      const box = await page.locator('#history-chart').boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + 120, { steps: 4 });
      await page.mouse.up();
      await waitFor('the zoom', async () => (await chartLabel(page)) !== before);
      assert.equal(await page.locator('#range').inputValue(), 'other');
      await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 100);
      await waitFor('the return', async () => (await chartLabel(page)) === before);
    });

    it('shows a day that was picked, by the calendar of the meter', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#day').fill('2026-06-16');
      const expected = /from 16 Jun 2026, 00:00 to 17 Jun 2026, 00:00/;
      await waitFor('the day', async () => expected.test((await chartLabel(opened.page)) ?? ''));
    });

    it('has the same figures in a table', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#history-details summary').click();
      await opened.page.locator('#history-rows tr').first().waitFor();
      const rows = await opened.page.locator('#history-rows tr').count();
      assert.ok(rows > 30 && rows <= 48, `${rows}`);
    });

    it('says so when nothing was read', async () => {
      await using standIn = await startStandIn(built.folder, { isHistoryEmpty: true });
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#history-message', { hasText: 'Nothing was read' }).waitFor();
    });

    it('draws phases when they are chosen', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#show-phases').check();
      await opened.page.locator('.phase-keys').waitFor();
    });
  });

  describe('Energy', () => {
    it('shows today beside yesterday, and walks back', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
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
        await using standIn = await startStandIn(built.folder);
        await using opened = await openPage(browser, standIn.url);
        await opened.page.locator(`#energy-span input[value=${span}]`).check({ force: true });
        await opened.page.locator('#energy-totals-head', { hasText: period }).waitFor();
      });
    }

    it('offers gas where the meter counts it', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#energy-medium').selectOption('gas');
      await opened.page.locator('#energy-head', { hasText: 'Gas (m³)' }).waitFor({
        state: 'attached',
      });
    });

    it('downloads the figures as CSV', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#energy-totals-rows tr').first().waitFor();
      const coming = opened.page.waitForEvent('download');
      await opened.page.locator('#energy-csv').click();
      const download = await coming;
      assert.equal(download.suggestedFilename(), 'smer-day-2026-06-17.csv');
      const text = await readFile(await download.path(), 'utf8');
      assert.match(text, /^start,end,.*\r\n2026-06-17T00:00:00\+02:00,/);
    });
  });

  describe('Demand', () => {
    it('shows the running quarter and the peak of the month', async () => {
      await using standIn = await startStandIn(built.folder, { house: belgianHouse });
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#demand-peak', { hasText: '4.31 kW' }).waitFor();
      assert.equal(await textOf(opened.page, '#demand-quarter'), 'Quarter 14:30–14:45');
      assert.equal(await textOf(opened.page, '#demand-source'), 'Measured by the meter.');
    });
  });

  describe('Meter and line', () => {
    it('shortens the identifier and names causes of rejection', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page
        .locator('#line', { hasText: '12 × wrong checksum, 3 × cut short' })
        .waitFor();
      await opened.page.locator('#meter', { hasText: 'E004…78' }).waitFor();
    });

    it('shows the last telegram with identifiers masked', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#show-telegram').click();
      const telegram = (await textOf(opened.page, '#telegram-text')) ?? '';
      assert.match(telegram, /0-0:96\.1\.1\(X{34}\)/);
      assert.match(telegram, /1-0:2\.7\.0\(01\.482\*kW\)/);
      assert.deepEqual(await accessibilityFaults(opened.page), []);
    });
  });

  describe('Backup', () => {
    it('stores after confirmation and says how many readings', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#store').click();
      assert.deepEqual(await accessibilityFaults(opened.page), []);
      await opened.page.locator('#confirm-yes').click();
      await opened.page
        .locator('#backup-result', { hasText: 'Stored 267,840 readings.' })
        .waitFor();
    });

    it('does nothing when the answer is no', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#load').click();
      await opened.page.keyboard.press('Escape');
      await opened.page.locator('#confirm-dialog').waitFor({ state: 'hidden' });
      await opened.page.locator('#store').click();
      await opened.page.locator('#confirm-dialog [value=no]').click();
      await opened.page.locator('#confirm-dialog').waitFor({ state: 'hidden' });
      assert.deepEqual(
        standIn.requests.filter((line) => line.startsWith('POST')),
        [],
      );
    });

    it('loads and says what was new', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#load').click();
      await opened.page.locator('#confirm-yes').click();
      const result = 'Loaded 250,560 readings. 12 of them were new.';
      await opened.page.locator('#backup-result', { hasText: result }).waitFor();
    });

    it('says in words why it did not work', async () => {
      const taskProblem = { status: 507, errorCode: 'DISK_FULL' };
      await using standIn = await startStandIn(built.folder, { taskProblem });
      await using opened = await openPage(browser, standIn.url);
      await opened.page.locator('#store').click();
      await opened.page.locator('#confirm-yes').click();
      await opened.page.locator('#backup-result', { hasText: 'The disk is full.' }).waitFor();
    });

    it('says when the last dump was made', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      const said = 'Last stored 15 Jun 2026, 14:32: 250,560 readings.';
      await opened.page.locator('#last-dump', { hasText: said }).waitFor();
    });
  });

  describe('the page as a whole', () => {
    it('changes its language by the switch and keeps it', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await opened.page.getByRole('button', { name: 'Nederlands' }).click();
      await opened.page.locator('#now-title', { hasText: 'Nu' }).waitFor();
      await opened.page.reload();
      assert.equal(await textOf(opened.page, '#history-title'), 'Verloop');
      assert.equal(await opened.page.locator('html').getAttribute('lang'), 'nl');
    });

    it('lets go of the events while it is hidden and fetches the gap on return', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      await waitFor('the page to follow', () => standIn.followers === 1);
      await setHidden(opened.page, true);
      await waitFor('the page to let go', () => standIn.followers === 0);
      const asked = standIn.requests.length;
      standIn.scene.nowS += 3600;
      await setHidden(opened.page, false);
      await waitFor('the page to follow again', () => standIn.followers === 1);
      const since = await waitFor('the gap to be asked for', () =>
        standIn.requests.slice(asked).find((line) => line.startsWith('GET /api/history?from=')),
      );
      assert.match(since, /fields=/);
    });

    it('can be put on a home screen', async () => {
      await using standIn = await startStandIn(built.folder);
      await using opened = await openPage(browser, standIn.url);
      const session = await opened.context.newCDPSession(opened.page);
      const { errors } = await session.send('Page.getAppManifest');
      assert.deepEqual(errors, []);
      const manifest = JSON.parse(await readFile(`${built.folder}/manifest.webmanifest`, 'utf8'));
      for (const { src } of manifest.icons) {
        const response = await opened.context.request.get(`${standIn.url}${src}`);
        assert.equal(response.status(), 200, src);
      }
    });
  });
});
