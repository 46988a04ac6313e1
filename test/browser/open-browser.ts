import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Starts Chromium: the command `chromium`, or the one that CHROMIUM names. */
export const openBrowser = async (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: findCommand(process.env['CHROMIUM'] ?? 'chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...args,
    ],
  });

function findCommand(command: string): string {
  const folders = command.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, command)).find(existsSync);
  if (found === undefined) throw new Error(`there is no ${command} in the PATH`);
  return found;
}

export interface Look {
  readonly width: number;
  readonly colours: 'light' | 'dark';
  readonly language: 'nl' | 'en';
}

export const everyLook: readonly Look[] = [360, 768, 1440].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((colours) =>
    (['nl', 'en'] as const).map((language) => ({ width, colours, language })),
  ),
);

export const lookName = ({ width, colours, language }: Look) => `${width}-${colours}-${language}`;

const height = 900;
const usualLook: Look = { width: 1440, colours: 'light', language: 'en' };

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What there should be none of: words on the console, errors, requests to other origins. */
  readonly complaints: readonly string[];
}

type OpenOptions = Partial<Look> & {
  /** Time passes when the test says so. */
  readonly isClockOurs?: boolean;
  readonly hasTouch?: boolean;
};

/** Opens the page as somebody far away from the meter, with what it should not do written down. */
export async function openPage(
  browser: Browser,
  url: string,
  { isClockOurs = false, hasTouch = false, ...look }: OpenOptions = {},
): Promise<OpenedPage> {
  const { width, colours, language } = { ...usualLook, ...look };
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colours,
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    timezoneId: 'Pacific/Auckland',
    reducedMotion: 'reduce',
    hasTouch,
  });
  const page = await context.newPage();
  const complaints = watchPage(page, url);
  if (isClockOurs) await page.clock.install();
  await page.goto(url === 'about:blank' ? url : `${url}/current-usage`);
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() };
}

function watchPage(page: Page, url: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Networks of containers that come and go cut the browser's requests off.
    if (message.text().includes('ERR_NETWORK_CHANGED')) return;
    complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== url) complaints.push(`request to ${origin}`);
  });
  return complaints;
}

/** The browser itself reports answers such as 503 on its console; a page in trouble gets them. */
export const withoutRefusals = (complaints: readonly string[]) =>
  complaints.filter((complaint) => !complaint.startsWith('console: Failed to load resource'));

/** Turns a page that is open to another width and to light or dark, and lets it draw itself. */
export async function changeLook(page: Page, { width, colours }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: colours });
  await page.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
  );
}

/** Hides the page as another tab in front of it would, or brings it back. */
export function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate(`
    Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}
