import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import { openPage, setHidden } from './open-browser.ts';
import { textOf } from './read-page.ts';
import { dutchHouse, usageW } from './simulated-house.ts';
import { startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

/** What moved of what was seen since the page was opened, a line for each move that can be noticed. */
const moves = (page: Page): Promise<string[]> =>
  page.evaluate(`new Promise((resolve) => {
    const tell = () => {
      const observer = new PerformanceObserver(() => undefined);
      observer.observe({ type: 'layout-shift', buffered: true });
      const moved = [];
      for (const { value, startTime, sources } of observer.takeRecords()) {
        const names = sources.map(({ node }) => node?.id || node?.parentElement?.id || node?.nodeName);
        if (value > 0.002) moved.push(value + ' at ' + Math.round(startTime) + ' ms: ' + names);
      }
      resolve(moved);
    };
    // What moves is written down once it is painted.
    requestAnimationFrame(() => requestAnimationFrame(tell));
  })`);

describe('the page as a whole', () => {
  const used = useBrowser();

  it('changes its language by the switch and keeps it', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.getByRole('button', { name: 'Nederlands' }).click();
    await opened.page.locator('#now-title', { hasText: 'Nu' }).waitFor();
    await opened.page.reload();
    assert.equal(await textOf(opened.page, '#history-title'), 'Verloop');
    assert.equal(await opened.page.locator('html').getAttribute('lang'), 'nl');
  });

  it('lets go of the events while it is hidden and fetches the gap on return', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
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

  for (const width of [360, 768, 1440]) {
    it(`fills itself without a jump: ${width} px`, async () => {
      await using standIn = await startStandIn(used.folder);
      await using opened = await openPage(used.browser, standIn.url, { width, language: 'nl' });
      await opened.page.locator('#live[data-mode="events"]').waitFor();
      await opened.page.locator('#energy-totals-rows tr').first().waitFor();
      standIn.tick(10);
      const expected = Math.abs(usageW(dutchHouse, standIn.scene.nowS)).toLocaleString('nl-NL');
      await opened.page.locator('#usage-figure', { hasText: expected }).waitFor();
      assert.deepEqual(await moves(opened.page), []);
    });
  }

  it('can be put on a home screen', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const session = await opened.context.newCDPSession(opened.page);
    const { errors } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const manifest = JSON.parse(await readFile(`${used.folder}/manifest.webmanifest`, 'utf8'));
    for (const { src } of manifest.icons) {
      const response = await opened.context.request.get(`${standIn.url}${src}`);
      assert.equal(response.status(), 200, src);
    }
  });
});
