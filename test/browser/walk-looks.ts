import type { Page } from 'playwright-core';
import { changeLook, everyLook, type Look } from './open-browser.ts';

/** Shows `see` an open page in every look, Dutch first; the language changes by the page's own switch. */
export async function walkLooks(page: Page, see: (look: Look) => Promise<void>): Promise<void> {
  for (const language of ['nl', 'en'] as const) {
    await page.locator(`#languages [data-language="${language}"]`).click();
    await page
      .locator(`html[lang="${language}"] [data-language="${language}"][aria-pressed="true"]`)
      .waitFor();
    for (const look of everyLook.filter((each) => each.language === language)) {
      await changeLook(page, look);
      await see(look);
    }
  }
}

/** Unfolds all that is folded. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
