import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import type { StandIn } from './stand-in-server.ts';

/** Lets the page ask for something more, and waits for that: what it meant to ask before, it has asked. */
export async function settleRequests(page: Page, { requests }: StandIn): Promise<void> {
  const before = requests.length;
  await page.locator('#show-telegram').click();
  await waitFor('a later request', () => requests.indexOf('GET /api/telegram', before) >= 0);
}
