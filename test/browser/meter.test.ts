import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './check-accessibility.ts';
import { openPage } from './open-browser.ts';
import { textOf } from './read-page.ts';
import { settleRequests } from './settle-requests.ts';
import { belgianHouse, dutchHouse, plainHouse } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

const barStyle = (page: Page) => page.locator('#demand-bar').getAttribute('style');

describe('Demand', () => {
  const used = useBrowser();

  it('shows the running quarter and the peak of the month', async () => {
    await using standIn = await startStandIn(used.folder, { house: belgianHouse });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#demand-peak', { hasText: '4.31 kW' }).waitFor();
    assert.equal(await textOf(opened.page, '#demand-quarter'), 'Quarter 14:30–14:45');
    assert.equal(await textOf(opened.page, '#demand-source'), 'Measured by the meter.');
  });

  it('compares the running quarter with no peak where the month has none yet', async () => {
    await using standIn = await startStandIn(used.folder, { house: plainHouse });
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#demand-peak', { hasText: '4.31 kW' }).waitFor();
    assert.notEqual(await barStyle(page), 'width: 0%;');
    await page.route('**/api/demand', async (route) => {
      const { monthPeak, ...answer } = await (await route.fetch()).json();
      assert.ok(monthPeak && answer.averageW > 0);
      await route.fulfill({ json: answer });
    });
    await page.reload();
    await page.locator('#demand-source', { hasText: 'Computed from' }).waitFor();
    assert.match((await textOf(page, '#demand-average')) ?? '', /kW$/);
    assert.equal(await barStyle(page), 'width: 0%;');
  });
});

describe('Meter and line', () => {
  const used = useBrowser();

  it('shortens the identifier and names causes of rejection', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#line', { hasText: '12 × wrong checksum, 3 × cut short' }).waitFor();
    await opened.page.locator('#meter', { hasText: 'E004…78' }).waitFor();
  });

  it('tells of a clock that is off only where it is', async () => {
    const texts: (string | null)[] = [];
    for (const clockAheadS of [0, 7_500, -7_500]) {
      const house = { ...dutchHouse, clockAheadS };
      await using standIn = await startStandIn(used.folder, { house });
      await using opened = await openPage(used.browser, standIn.url);
      await opened.page.locator('#meter', { hasText: 'E004…78' }).waitFor();
      texts.push(await textOf(opened.page, '#meter'));
    }
    const told = texts.map((text) => /Clock(.*), whose time is shown/.exec(text ?? '')?.[1]);
    const [ahead, behind] = ['2 hours ahead of the computer', '2 hours behind the computer'];
    assert.deepEqual(told, [undefined, ahead, behind]);
  });

  it('shows the last telegram with identifiers masked', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#show-telegram').click();
    await opened.page.locator('#telegram-dialog[open]').waitFor();
    const telegram = (await textOf(opened.page, '#telegram-text')) ?? '';
    assert.match(telegram, /0-0:96\.1\.1\(X{34}\)/);
    assert.match(telegram, /1-0:2\.7\.0\(01\.482\*kW\)/);
    assert.deepEqual(await accessibilityFaults(opened.page), []);
  });
});

describe('Backup', () => {
  const used = useBrowser();

  it('stores after confirmation and says how many readings', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#store').click();
    assert.deepEqual(await accessibilityFaults(opened.page), []);
    await opened.page.locator('#confirm-yes').click();
    await opened.page.locator('#backup-result', { hasText: 'Stored 267,840 readings.' }).waitFor();
  });

  it('does nothing when the answer is no', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#load').click();
    await opened.page.keyboard.press('Escape');
    await opened.page.locator('#confirm-dialog').waitFor({ state: 'hidden' });
    await opened.page.locator('#store').click();
    await opened.page.locator('#confirm-dialog [value=no]').click();
    await opened.page.locator('#confirm-dialog').waitFor({ state: 'hidden' });
    await settleRequests(opened.page, standIn);
    assert.deepEqual(
      standIn.requests.filter((line) => line.startsWith('POST')),
      [],
    );
  });

  it('loads and says what was new', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#load').click();
    await opened.page.locator('#confirm-yes').click();
    const result = 'Loaded 250,560 readings. 12 of them were new.';
    await opened.page.locator('#backup-result', { hasText: result }).waitFor();
  });

  it('says in words why it did not work', async () => {
    const taskProblem = { status: 507, errorCode: 'DISK_FULL' };
    await using standIn = await startStandIn(used.folder, { taskProblem });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#store').click();
    await opened.page.locator('#confirm-yes').click();
    await opened.page.locator('#backup-result', { hasText: 'The disk is full.' }).waitFor();
  });

  it('says when the last dump was made', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const said = 'Last stored 15 Jun 2026, 14:32: 250,560 readings.';
    await opened.page.locator('#last-dump', { hasText: said }).waitFor();
  });
});
