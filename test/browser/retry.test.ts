import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import { openPage, setHidden } from './open-browser.ts';
import { hasDrawing } from './read-page.ts';
import { settleRequests } from './settle-requests.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

const soonMs = 10_000;

const failed = (page: Page, panel: 'history' | 'energy') =>
  page.locator(`#${panel}-message`, { hasText: 'cannot be read' });
const emptied = (page: Page, panel: 'history' | 'energy') =>
  page.locator(`#${panel}-message:empty`);

describe('a question that failed while all seems well', () => {
  const used = useBrowser();

  const views: Record<string, (page: Page) => Promise<unknown>> = {
    'a range': (page) => page.locator('#range').selectOption('3600'),
    'a day': (page) => page.locator('#day').fill('2026-06-16'),
    'a piece': (page) => page.locator('#history-zoom-in').click(),
  };
  for (const [name, choose] of Object.entries(views)) {
    it(`is soon asked again: the history of ${name}`, async () => {
      await using standIn = await startStandIn(used.folder);
      await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
      const { page } = opened;
      await waitFor('a drawn line', () => hasDrawing(page, '#history-chart'));
      standIn.scene.isHistoryRefusing = true;
      await choose(page);
      await failed(page, 'history').waitFor();
      standIn.scene.isHistoryRefusing = false;
      await page.clock.fastForward(soonMs);
      await emptied(page, 'history').waitFor({ state: 'attached' });
    });
  }

  it('is soon asked again: the trace, the energy and the demand', async () => {
    await using standIn = await startStandIn(used.folder, { isHistoryRefusing: true });
    await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
    const { page } = opened;
    await failed(page, 'energy').waitFor();
    assert.equal(await hasDrawing(page, '#trace'), false);
    standIn.scene.isHistoryRefusing = false;
    await page.clock.fastForward(soonMs);
    await emptied(page, 'energy').waitFor({ state: 'attached' });
    await waitFor('the trace', () => hasDrawing(page, '#trace'));
    await page.locator('#demand-peak', { hasText: '4.31 kW' }).waitFor();
  });

  it('is not asked again while nobody looks', async () => {
    await using standIn = await startStandIn(used.folder, { isHistoryRefusing: true });
    await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
    const { page } = opened;
    await failed(page, 'history').waitFor();
    await failed(page, 'energy').waitFor();
    await setHidden(page, true);
    const asked = standIn.requests.length;
    await page.clock.fastForward(6 * soonMs);
    await settleRequests(page, standIn);
    assert.deepEqual(standIn.requests.slice(asked), ['GET /api/telegram']);
  });

  it('is not asked again once it was answered', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
    const { page } = opened;
    await waitFor('a drawn line', () => hasDrawing(page, '#history-chart'));
    await waitFor('the trace', () => hasDrawing(page, '#trace'));
    const asked = standIn.requests.length;
    await page.clock.fastForward(soonMs);
    await settleRequests(page, standIn);
    const questions = standIn.requests.slice(asked).filter((line) => line.includes('/api/history'));
    assert.deepEqual(questions, []);
  });
});
