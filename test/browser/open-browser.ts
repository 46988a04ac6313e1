import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const chromiumPath = '/usr/bin/chromium';

/** Why browser tests cannot run here, for `skip`; false if they can. */
export const browserMissing = existsSync(chromiumPath) ? false : `${chromiumPath} is not installed`;

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export interface Look {
  readonly width: number;
  readonly colours: 'light' | 'dark';
  readonly language: 'nl' | 'en';
}

export const looks: readonly Look[] = [360, 768, 1440].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((colours) =>
    (['nl', 'en'] as const).map((language) => ({ width, colours, language })),
  ),
);

export const contextOptions = ({ width, colours, language }: Look): BrowserContextOptions => ({
  viewport: { width, height: width < 700 ? 780 : 900 },
  colorScheme: colours,
  locale: language === 'nl' ? 'nl-NL' : 'en-GB',
  deviceScaleFactor: 1,
  timezoneId: 'Pacific/Auckland',
});

/** A page together with what it should not have: words on the console, errors, requests elsewhere. */
export async function openPage(browser: Browser, url: string, look: Look) {
  const context = await browser.newContext(contextOptions(look));
  const page = await context.newPage();
  const complaints = watchPage(page, url);
  await page.goto(`${url}/current-usage`);
  return { page, complaints, close: () => context.close() };
}

function watchPage(page: Page, url: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !address.startsWith('blob:'))
      complaints.push(`request: ${address}`);
  });
  return complaints;
}
