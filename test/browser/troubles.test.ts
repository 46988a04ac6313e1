import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineTrouble } from '@smer/shared/link';
import { waitFor } from '../support/wait-for.ts';
import { accessibilityFaults, sidewaysScroll } from './check-accessibility.ts';
import { lookName, openPage, withoutRefusals } from './open-browser.ts';
import { shownAt } from './read-page.ts';
import { settleRequests } from './settle-requests.ts';
import { startStandIn } from './stand-in-server.ts';
import { troubleCandidates } from './stand-in-status.ts';
import { useBrowser } from './use-browser.ts';
import { walkLooks } from './walk-looks.ts';

const troubles = [
  'api-missing',
  'bus-missing',
  'reader-missing',
  'history-missing',
  'no-telegram-yet',
  'stale',
  ...lineTrouble.options.map((trouble) => `link-${trouble}`),
];

describe('the page in trouble', () => {
  const used = useBrowser();

  for (const trouble of troubles) {
    it(`says in words what is the matter: ${trouble}`, async () => {
      await using standIn = await startStandIn(used.folder, { trouble });
      await using opened = await openPage(used.browser, standIn.url, { language: 'nl' });
      await walkLooks(opened.page, async (look) => {
        const notice = opened.page.locator('#troubles article');
        await notice.waitFor();
        assert.equal(await notice.getAttribute('data-trouble'), trouble);
        assert.equal(await sidewaysScroll(opened.page), 0, lookName(look));
      });
      assert.deepEqual(withoutRefusals(opened.complaints), []);
    });
  }

  for (const colours of ['light', 'dark'] as const) {
    for (const trouble of ['stale', 'link-several-devices', 'api-missing']) {
      it(`stays accessible in trouble: ${trouble}, ${colours}`, async () => {
        await using standIn = await startStandIn(used.folder, { trouble });
        await using opened = await openPage(used.browser, standIn.url, { colours, width: 768 });
        await opened.page.locator('#troubles article').waitFor();
        assert.deepEqual(await accessibilityFaults(opened.page), []);
      });
    }
  }

  it('says how old the last telegram is', async () => {
    await using standIn = await startStandIn(used.folder, { trouble: 'stale' });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#age', { hasText: 'Last telegram 3 minutes ago' }).waitFor();
  });

  it('claims nothing of now once the meter has fallen silent', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
    const { page } = opened;
    const chart = page.locator('#history-chart');
    await page.locator('#demand-projected', { hasText: 'kW' }).waitFor();
    await page.locator('#age:empty').waitFor({ state: 'attached' });
    assert.match(await page.title(), / W · SMER$/);
    const before = await chart.getAttribute('aria-label');
    standIn.scene.trouble = 'stale';
    await page.clock.runFor(5 * 60_000);
    await page.locator('#now.stale').waitFor();
    assert.equal(await page.title(), 'SMER: energy, live and past');
    assert.equal(await page.locator('#demand-average').textContent(), '–');
    assert.equal(await page.locator('#demand-projected').textContent(), '–');
    assert.notEqual(await chart.getAttribute('aria-label'), before);
  });

  it('tells no figures of one period under the name of another', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#energy-totals-rows tr').first().waitFor();
    standIn.scene.trouble = 'history-missing';
    await page.locator('#energy-earlier').click();
    await page.locator('#energy-message', { hasText: 'cannot be read' }).waitFor();
    assert.equal(await page.locator('#energy-period').textContent(), 'Tue 16 June');
    assert.deepEqual(await page.locator('#energy-totals-head th').allTextContents(), [
      'Total',
      'Tue 16 June',
      'The day before',
    ]);
    assert.equal(await page.locator('#energy-totals-rows tr').count(), 0);
  });

  it('lists the devices to choose from as lines for .env', async () => {
    await using standIn = await startStandIn(used.folder, { trouble: 'link-several-devices' });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#troubles li').first().waitFor();
    assert.deepEqual(
      await opened.page.locator('#troubles li').allTextContents(),
      troubleCandidates.map((path) => `P1_SOURCE=${path}`),
    );
  });

  it('answers no appliance from an old reading', async () => {
    await using standIn = await startStandIn(used.folder, { trouble: 'stale' });
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#now.stale').waitFor();
    assert.deepEqual(await opened.page.locator('#free strong').allTextContents(), [
      'Unknown',
      'Unknown',
      'Unknown',
    ]);
  });

  it('says that the whole of SMER is out of reach', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    await opened.page.locator('#live[data-mode="events"]').waitFor();
    await opened.context.setOffline(true);
    const notice = opened.page.locator('#troubles [data-trouble="server-missing"]');
    await notice.waitFor({ timeout: 15_000 });
  });

  it('asks how SMER is doing when the line gets into trouble, not each time it opens', async () => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await waitFor('the page to follow', () => standIn.followers === 1);
    await page.locator('#services', { hasText: 'History' }).waitFor();
    standIn.scene.trouble = 'link-peer-unreachable';
    const asked = standIn.requests.length;
    const refused = { trouble: 'peer-unreachable' } as const;
    for (let reconnects = 3; reconnects < 23; reconnects += 1) {
      standIn.tellLink({ ...refused, reconnects, state: 'waiting' });
      standIn.tellLink({ ...refused, reconnects, state: 'open' });
    }
    standIn.tick(10);
    const expected = new Date(standIn.scene.nowS * 1000).toISOString();
    await waitFor('all to be told', async () => (await shownAt(page)) === expected);
    await page.locator('#troubles [data-trouble="link-peer-unreachable"]').waitFor();
    await settleRequests(page, standIn);
    const questions = standIn.requests.slice(asked).filter((line) => line === 'GET /api/health');
    // Beside the one that tells of the trouble those that come every 10 s anyway.
    assert.ok(questions.length < 5, `${questions.length}`);
  });

  it('goes on by itself when the history returns', async () => {
    await using standIn = await startStandIn(used.folder, { trouble: 'history-missing' });
    await using opened = await openPage(used.browser, standIn.url);
    const { page } = opened;
    await page.locator('#history-message', { hasText: 'cannot be read' }).waitFor();
    standIn.scene.trouble = undefined;
    await page.locator('#troubles:empty').waitFor({ state: 'attached', timeout: 15_000 });
    await page.locator('#energy-totals-rows tr').first().waitFor();
    await page.locator('#history-message:empty').waitFor({ state: 'attached' });
  });
});
