import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPageOnce } from './built-page.ts';
import { type Look, openBrowser, openPage } from './open-browser.ts';
import type { Scene } from './scene.ts';
import { startStandIn } from './stand-in-server.ts';

interface Picture {
  readonly name: string;
  readonly look: Look;
  readonly height: number;
  readonly scene?: Partial<Scene>;
}

const folder = fileURLToPath(new URL('../../docs', import.meta.url));

/** The pictures that the README shows: `node test/browser/take-screenshots.ts`. */
const pictures: readonly Picture[] = [
  {
    name: 'page.png',
    look: { width: 1440, colours: 'light', language: 'en' },
    height: 1920,
  },
  {
    name: 'page-phone.png',
    look: { width: 390, colours: 'dark', language: 'nl' },
    height: 1240,
  },
  {
    name: 'page-trouble.png',
    look: { width: 768, colours: 'light', language: 'en' },
    height: 620,
    scene: { trouble: 'link-several-devices' },
  },
];

await using built = await buildPageOnce();
const browser = await openBrowser();
for (const { name, look, height, scene } of pictures) {
  await using standIn = await startStandIn(built.folder, scene);
  await using opened = await openPage(browser, standIn.url, look);
  const { page } = opened;
  await page.setViewportSize({ width: look.width, height });
  await page.locator('#energy-totals-head tr').first().waitFor();
  if (!scene?.trouble) await page.locator('#live[data-mode="events"]').waitFor();
  else await page.locator('#troubles article').waitFor();
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  await page.screenshot({ path: join(folder, name) });
}
await browser.close();
