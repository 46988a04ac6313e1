import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { waitFor } from '../support/wait-for.ts';
import { openPage, setHidden } from './open-browser.ts';
import { shownAt } from './read-page.ts';
import { type StandIn, startStandIn } from './stand-in-server.ts';
import { useBrowser } from './use-browser.ts';

const hourS = 3600;
const dayS = 24 * hourS;
/** Of each hour so much is lived reading by reading; the rest passes as a gap. */
const livedS = 300;
const readingEveryS = 10;
const stepS = 100;
const allowedGrowthBytes = 10e6;

describe('a week of the page’s life', () => {
  const used = useBrowser();

  it('leaves its memory as it was', async (test) => {
    await using standIn = await startStandIn(used.folder);
    await using opened = await openPage(used.browser, standIn.url, { isClockOurs: true });
    const { page, context, complaints } = opened;
    await waitFor('the page to follow', () => standIn.followers === 1);
    const session = await context.newCDPSession(page);
    await live(page, standIn, 6 * hourS);
    const before = await memoryOf(page, session);
    for (let day = 0; day < 7; day += 1) {
      await live(page, standIn, dayS);
      await setHidden(page, true);
      await setHidden(page, false);
    }
    await waitFor('the page to follow', () => standIn.followers === 1);
    const after = await memoryOf(page, session);
    const growthBytes = after.heapBytes - before.heapBytes;
    test.diagnostic(`heap ${before.heapBytes} → ${after.heapBytes} bytes`);
    test.diagnostic(`elements ${before.elements} → ${after.elements}`);
    assert.ok(growthBytes < allowedGrowthBytes, `grew by ${growthBytes} bytes`);
    assert.equal(after.elements, before.elements);
    assert.deepEqual(complaints, []);
  });
});

/** Lets time pass for page and meter alike. */
async function live(page: Page, standIn: StandIn, lengthS: number): Promise<void> {
  for (let passedS = 0; passedS < lengthS; passedS += hourS) {
    await pass(page, standIn, hourS - livedS);
    for (let livingS = 0; livingS < livedS; livingS += stepS) {
      for (let count = 1; count < stepS / readingEveryS; count += 1) standIn.tick(readingEveryS);
      await pass(page, standIn, readingEveryS, stepS);
    }
  }
  const expected = new Date(standIn.scene.nowS * 1000).toISOString();
  await waitFor('the last reading to be shown', async () => (await shownAt(page)) === expected);
}

async function pass(page: Page, standIn: StandIn, meterS: number, pageS = meterS): Promise<void> {
  standIn.tick(meterS);
  await page.clock.fastForward(pageS * 1000);
}

interface Memory {
  readonly heapBytes: number;
  readonly elements: number;
}

async function memoryOf(page: Page, session: CDPSession): Promise<Memory> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { heapBytes: usedSize, elements: await page.locator('*').count() };
}
