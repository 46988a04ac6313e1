import type { Browser, Page } from 'playwright-core';
import { openPage } from '../browser/open-browser.ts';
import type { LineServer } from '../support/start-line-server.ts';
import { telegramsFrom } from '../support/telegrams-from.ts';
import { waitFor } from '../support/wait-for.ts';

interface ScreenOptions {
  readonly browser: Browser;
  readonly line: LineServer;
  readonly url: string;
  readonly telegrams: number;
  readonly spacingMs: number;
}

/** What the page showed, and when that was painted, by the clock of the machine. */
interface Showing {
  readonly instant: string;
  readonly power: string;
  readonly atMs: number;
}

/** Whatever the page shows is painted after the callbacks of its frame, before what they put off. */
const watchPower = `
  window.showings = [];
  const date = document.getElementById('date');
  new MutationObserver(() => {
    const instant = date.dateTime;
    const power = document.getElementById('usage-figure').textContent;
    requestAnimationFrame(() =>
      setTimeout(() => showings.push({ instant, power, atMs: Date.now() })));
  }).observe(date, { attributeFilter: ['datetime'] });
`;

/**
 * From the last byte on the line until the page has painted the reading's power, in ms. Page and
 * line read the same clock. Throws if one is not shown.
 */
export async function measureScreen(options: ScreenOptions): Promise<number[]> {
  const { browser, line, url, telegrams, spacingMs } = options;
  await using opened = await openPage(browser, url);
  const { page } = opened;
  const first = telegramsFrom(Date.now());
  await waitFor('the page to follow', () => {
    line.send(first.next().value.bytes);
    return page.locator('#live[data-mode="events"]').isVisible();
  });
  await page.evaluate(watchPower);
  // Anew, as those so far have hurried ahead: a meter of which the clock is 5 min off is not believed.
  const source = telegramsFrom(Date.now());
  const times: number[] = [];
  for (let sent = 0; sent < telegrams; sent += 1) {
    const { timestamp, usageWatts, bytes } = source.next().value;
    const instant = new Date(timestamp * 1000).toISOString();
    const power = Math.abs(usageWatts).toLocaleString('en-GB');
    const next = performance.now() + spacingMs;
    const sentAt = Date.now();
    line.send(bytes);
    // To ask the page sooner would keep it from its work.
    await waitFor('the next telegram', () => performance.now() >= next);
    const shown = await waitFor(`the page to show ${power} W`, () =>
      showingOf(page, instant, power),
    );
    times.push(shown.atMs - sentAt);
  }
  return times;
}

async function showingOf(page: Page, instant: string, power: string): Promise<Showing | undefined> {
  const showings = await page.evaluate<Showing[]>('showings');
  return showings.findLast((showing) => showing.instant === instant && showing.power === power);
}
