import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { type BuiltPage, buildPageOnce } from './built-page.ts';
import { openBrowser } from './open-browser.ts';

export interface UsedBrowser {
  readonly browser: Browser;
  /** The folder of the built page. */
  readonly folder: string;
}

/** A browser and the built page for all cases of the suite it is called in. */
export function useBrowser(): UsedBrowser {
  let browser: Browser | undefined;
  let built: BuiltPage | undefined;
  before(async () => {
    built = await buildPageOnce();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await built?.[Symbol.asyncDispose]();
  });
  return {
    get browser() {
      if (!browser) throw new Error('the browser is there within cases only');
      return browser;
    },
    get folder() {
      if (!built) throw new Error('the page is there within cases only');
      return built.folder;
    },
  };
}
