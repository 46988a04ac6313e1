import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { wordsOf } from '../../services/web/src/language.ts';
import type { Words } from '../../services/web/src/words-en.ts';
import { accessibilityFaults, sidewaysScroll } from '../browser/check-accessibility.ts';
import { type Look, lookName, openBrowser, openPage } from '../browser/open-browser.ts';
import { hasDrawing, shownAt } from '../browser/read-page.ts';
import { unfold, walkLooks } from '../browser/walk-looks.ts';
import { waitFor } from '../support/wait-for.ts';
import { waitForTelegramAfter } from './read-api.ts';
import { type ComposedSystem, startComposed } from './start-composed.ts';

/** A page of somebody else's that asks SMER to store its history, in all ways a page has. */
const foreignPage = (smer: string) => `<!doctype html><title>foreign</title>
<form method="post" action="${smer}/api/store-history"><button>go</button></form>
<script>
  window.asked = Promise.allSettled([
    fetch('${smer}/api/store-history', { method: 'POST', mode: 'no-cors' }),
    fetch('${smer}/api/store-history', { mode: 'no-cors' }),
  ]);
</script>`;

interface Panel {
  readonly id: string;
  readonly title: keyof Words;
  /** What tells that it shows what it is there for. */
  readonly filled: Readonly<Record<string, RegExp>>;
  readonly canvas?: string;
}

const panels: readonly Panel[] = [
  {
    id: 'now',
    title: 'now',
    filled: { '#usage': /^\d[\d.,]* W$/, '#date': /\d:\d\d:/, '#phase-rows': /L1.*W.*V.*A/ },
    canvas: '#trace',
  },
  { id: 'run-for-free', title: 'free', filled: { '#surplus': /\w/, '#free-rows': /300 W/ } },
  {
    id: 'history',
    title: 'history',
    filled: { '#history-rows': /\d W/ },
    canvas: '#history-chart',
  },
  {
    id: 'energy',
    title: 'energy',
    filled: { '#energy-totals-rows': /\d kWh/, '#energy-rows': /\d/ },
  },
  {
    id: 'demand',
    title: 'demand',
    filled: { '#demand-average': /\d k?W/, '#demand-projected': /\d k?W/ },
  },
  {
    id: 'meter-and-line',
    title: 'meterAndLine',
    filled: { '#meter': /DSMR 5/, '#line': /meter:2323/, '#services': /History.*1\.\d\.\d/ },
  },
  { id: 'backup', title: 'backup', filled: { '#last-dump': /\d/ } },
];

describe('the page of the composed system', () => {
  let system: ComposedSystem;
  let browser: Browser;

  before(async () => {
    system = await startComposed();
    await waitForTelegramAfter(system);
    browser = await openBrowser([
      '--host-resolver-rules=MAP smer.test 127.0.0.1, MAP evil.test 127.0.0.1',
    ]);
  });
  after(async () => {
    await browser?.close();
    await system?.[Symbol.asyncDispose]();
  });

  test('moves with the telegrams', async () => {
    await using opened = await openPage(browser, system.url);
    const first = await shownAt(opened.page);
    await waitFor('another reading', async () => (await shownAt(opened.page)) !== first);
    await opened.page.locator('#live[data-mode="events"]').waitFor();
    assert.deepEqual(opened.complaints, []);
  });

  test('draws the history as a line', async () => {
    await using opened = await openPage(browser, system.url);
    await opened.page.locator('#range').selectOption('60');
    await waitFor('a drawn line', () => hasDrawing(opened.page, '#history-chart'), {
      timeoutMs: 30_000,
    });
    assert.deepEqual(opened.complaints, []);
  });

  test('stores and loads, and says what it did', async () => {
    await using opened = await openPage(browser, system.url);
    const { page, complaints } = opened;
    for (const [button, words] of [
      ['#store', /^Stored \d+ readings?\.$/],
      ['#load', /^Loaded \d+ readings?\./],
    ] as const) {
      await page.locator(button).click();
      await page.locator('#confirm-yes').click();
      await page.locator('#backup-result', { hasText: words }).waitFor();
    }
    assert.deepEqual(complaints, []);
  });

  for (const panel of panels) {
    test(`fills the panel ${panel.id} in every look`, async () => {
      await using opened = await openPage(browser, system.url, { language: 'nl' });
      const { page, complaints } = opened;
      await page.locator('#range').selectOption('60');
      await walkLooks(page, async (look) => {
        await assertFilled(page, panel, look);
        assert.ok(await isWithin(page, `#${panel.id}`), lookName(look));
        assert.equal(await sidewaysScroll(page), 0, lookName(look));
        assert.deepEqual(await accessibilityFaults(page, `#${panel.id}`), [], lookName(look));
      });
      assert.deepEqual(complaints, []);
    });
  }

  test('refuses to store at the wish of another site', async () => {
    const smer = system.url.replace('localhost', 'smer.test');
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end(foreignPage(smer));
    });
    const port = await listen(server);
    const page = await browser.newPage();
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(smer)) answers.push(response.status());
    });
    await page.goto(`http://evil.test:${port}/`);
    await page.evaluate('window.asked');
    await page.locator('button').click();
    await waitFor('three refusals', () => answers.length === 3);
    assert.deepEqual(answers, [403, 403, 403]);
    server.close();
  });
});

async function assertFilled(page: Page, panel: Panel, look: Look): Promise<void> {
  const { title, filled, canvas } = panel;
  const section = page.locator(`#${panel.id}`);
  assert.equal(await section.locator('h2').textContent(), wordsOf(look.language)[title]);
  await unfold(page);
  for (const [selector, hasText] of Object.entries(filled)) {
    await section.locator(selector, { hasText }).waitFor({ timeout: 30_000 });
  }
  // A line of ten minutes can hardly be seen when SMER has just begun.
  if (canvas) {
    await waitFor(`a drawing, ${lookName(look)}`, () => hasDrawing(page, canvas), {
      timeoutMs: 60_000,
    });
  }
}

/** Whether nothing of a panel reaches beyond the width of the window. */
const isWithin = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate(`(() => {
    const { left, right, width } = document.querySelector('${selector}').getBoundingClientRect();
    return width > 300 && left >= 0 && right <= document.documentElement.clientWidth;
  })()`);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
