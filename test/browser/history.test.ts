import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import { type OpenedPage, openPage } from './open-browser.ts';
import { hasColour, hasDrawing } from './read-page.ts';
import { settleRequests } from './settle-requests.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

describe('History', () => {
  const used = useBrowser();

  const chartLabel = (page: Page) => page.locator('#history-chart').getAttribute('aria-label');
  const firstLabel = (page: Page) =>
    waitFor('a chart that says what it shows', async () => {
      const label = await chartLabel(page);
      return label?.includes(' from ') && label;
    });

  it('offers the eleven ranges of the original, three hours first', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
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
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url, { width: 768 });
    await opened.page.locator('#live[data-mode="events"]').waitFor();
    await opened.page.locator('#range').selectOption('all');
    const asked = await waitFor('the question', () =>
      standIn.requests.findLast((line) => line.includes('/api/history?to=')),
    );
    const points = Number(/points=(\d+)/.exec(asked)?.[1]);
    assert.ok(points > 400 && points <= 768, asked);
  });

  it('zooms by dragging and returns by a double click', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#history-rows, #energy-totals-rows tr').last().waitFor();
    const before = await firstLabel(page);
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

  it('zooms by a finger that moves sideways, and leaves one that moves up to the page', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url, { width: 360, hasTouch: true });
    const { page } = opened;
    await page.locator('#energy-totals-rows tr').last().waitFor();
    const before = await firstLabel(page);
    await swipe(opened, '#history-chart', { right: 80, down: 4 });
    await waitFor('the zoom', async () => (await chartLabel(page)) !== before);
    await page.locator('#history-back').click();
    await waitFor('the return', async () => (await chartLabel(page)) === before);
    const scrolled = await page.evaluate('scrollY');
    const asked = standIn.requests.length;
    await swipe(opened, '#history-chart', { right: 40, down: -150 });
    await waitFor('the page to scroll', async () => (await page.evaluate('scrollY')) !== scrolled);
    await settleRequests(page, standIn);
    assert.deepEqual(
      standIn.requests.slice(asked).filter((line) => line.includes('/api/history')),
      [],
    );
    assert.equal(await chartLabel(page), before);
  });

  it('shows a day that was picked, by the calendar of the meter', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#day').fill('2026-06-16');
    const expected = /from 16 Jun 2026, 00:00 to 17 Jun 2026, 00:00/;
    await waitFor('the day', async () => expected.test((await chartLabel(opened.page)) ?? ''));
  });

  it('has the same figures in a table', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#history-details summary').click();
    await opened.page.locator('#history-rows tr').first().waitFor();
    const rows = await opened.page.locator('#history-rows tr').count();
    assert.ok(rows > 30 && rows <= 48, `${rows}`);
  });

  it('has the phases in the table when they are chosen', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    const headings = () => page.locator('#history-head th').allTextContents();
    await page.locator('#history-details summary').click();
    await page.locator('#history-rows tr').first().waitFor();
    assert.deepEqual(await headings(), ['Time', 'Mean', 'Lowest', 'Highest']);
    await page.locator('#show-phases').check();
    assert.deepEqual(await headings(), ['Time', 'Mean', 'L1', 'L2', 'L3']);
    const cells = await page.locator('#history-rows tr').first().locator('td').allTextContents();
    for (const text of cells) assert.match(text, /^[−\d,]+ W$/);
  });

  it('says so when nothing was read', async () => {
    await using standIn = await startStandIn(used.folder, { isHistoryEmpty: true });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#history-message', { hasText: 'Nothing was read' }).waitFor();
  });

  it('draws phases when they are chosen', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    const phasesDrawn = () =>
      Promise.all([1, 2, 3].map((phase) => hasColour(page, '#history-chart', `--phase-${phase}`)));
    await waitFor('a drawn line', () => hasDrawing(page, '#history-chart'));
    assert.deepEqual(await phasesDrawn(), [false, false, false]);
    await page.locator('#show-phases').check();
    await page.locator('.phase-keys').waitFor();
    await waitFor('all phases to be drawn', async () => !(await phasesDrawn()).includes(false));
  });
});

/** Draws a finger over the screen from the middle of an element; CSS pixels. */
async function swipe(
  { page, context }: OpenedPage,
  selector: string,
  { right, down }: { readonly right: number; readonly down: number },
): Promise<void> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const box = await page.locator(selector).boundingBox();
  assert.ok(box);
  const steps = 8;
  const placeAfter = (step: number) => ({
    x: box.x + box.width / 2 + (right * step) / steps,
    y: box.y + box.height / 2 + (down * step) / steps,
  });
  const session = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', step?: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: step === undefined ? [] : [placeAfter(step)],
    });
  await touch('touchStart', 0);
  for (let step = 1; step <= steps; step += 1) await touch('touchMove', step);
  await touch('touchEnd');
  await session.detach();
}
