import type { Page } from 'playwright-core';

export const textOf = (page: Page, selector: string): Promise<string | null> =>
  page.locator(selector).textContent();

/** The meter's time of the reading that is shown, as ISO 8601. */
export const shownAt = (page: Page): Promise<string | null> =>
  page.locator('#date').getAttribute('datetime');

/** Whether a chart's canvas has the colour of a line somewhere, beside the grey of its axes. */
export const hasDrawing = (page: Page, selector: string): Promise<boolean> =>
  hasPixels(page, selector, '(...rgb) => Math.max(...rgb) - Math.min(...rgb) > 100');

/**
 * Whether a chart's canvas has a colour of the style sheet, given by its name (`--phase-1`), or
 * nearly: the fill of one line may lie over another.
 */
export const hasColour = (page: Page, selector: string, name: string): Promise<boolean> =>
  hasPixels(
    page,
    selector,
    `(() => {
      const hex = getComputedStyle(document.documentElement).getPropertyValue('${name}');
      const wanted = hex.match(/[0-9a-f]{2}/g).map((digits) => Number.parseInt(digits, 16));
      return (...rgb) => rgb.every((value, index) => Math.abs(value - wanted[index]) < 32);
    })()`,
  );

/** Whether more than a few pixels of a canvas, all but opaque, are as a function says of their colours. */
const hasPixels = (page: Page, selector: string, isMeant: string): Promise<boolean> =>
  page.evaluate(`(() => {
    const isMeant = ${isMeant};
    const canvas = document.querySelector('${selector}');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red, green, blue, alpha] = data.subarray(at, at + 4);
      if (alpha > 200 && isMeant(red, green, blue)) found += 1;
    }
    return found > 20;
  })()`);
