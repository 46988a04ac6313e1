import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openSerial } from '../../services/reader/src/source/open-serial.ts';
import { knownSerialSettings } from '../../services/reader/src/source/serial-settings.ts';
import type { TroubleKind } from '../../services/web/src/trouble.ts';
import { troubleWords } from '../../services/web/src/trouble-words.ts';
import { accessibilityFaults, sidewaysScroll } from '../browser/check-accessibility.ts';
import {
  changeLook,
  everyLook,
  type Look,
  lookName,
  openBrowser,
  openPage,
  withoutRefusals,
} from '../browser/open-browser.ts';
import { walkLooks } from '../browser/walk-looks.ts';
import { loadFixture } from '../corpus/load-fixture.ts';
import { createRandom } from '../meter/random.ts';
import { waitFor } from '../support/wait-for.ts';
import { makeOwnDev, type OwnDev } from './own-dev.ts';
import { settleNetwork } from './settle-network.ts';
import { type Cable, startCable } from './start-cable.ts';
import { type ComposedSystem, startComposed } from './start-composed.ts';

const random = createRandom(1);
const telegram = loadFixture('dsmr-5').bytes;
const encrypted = loadFixture('luxembourg-encrypted').bytes;

/** Bytes come, so that the line is alive, and say nothing. */
const lineEnds = '\r\n';

/** What a line may carry instead of telegrams that can be read, and what the page makes of it. */
const carried = {
  'link-noise': Buffer.from(telegram.toString('latin1').replace('kWh', 'kWi'), 'latin1'),
  'link-no-checksum': Buffer.from(telegram.toString('latin1').replace(/!\w+/, '!'), 'latin1'),
  'link-wrong-speed': Buffer.from(Array.from({ length: 2_000 }, () => 128 + random() * 128)),
  'link-inverted-signal': telegram.map((byte) => ((~byte & 0x7f) << 1) | 1),
  'link-dlms': loadFixture('deviation-34-hdlc').bytes,
  'link-encrypted-without-key': encrypted,
} satisfies Partial<Record<TroubleKind, Uint8Array>>;

describe('the page of the composed system in trouble', () => {
  let dev: OwnDev;
  let cable: Cable;
  let system: ComposedSystem;
  let browser: Browser;

  before(async () => {
    dev = await makeOwnDev();
    cable = await startCable(dev);
    await cable.plugIn();
    cable.carry(lineEnds);
    system = await startComposed({
      environmentFile: '/dev/null',
      env: {
        TEST_DEV_FOLDER: dev.path,
        P1_SERIAL: '115200-8N1',
        READING_STALE_AFTER_MS: '2000',
      },
      overrides: ['own-dev.yml'],
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await system?.[Symbol.asyncDispose]();
    await cable?.[Symbol.asyncDispose]();
    await dev?.[Symbol.asyncDispose]();
  });

  const healthTells = (text: string) =>
    waitFor(
      `health to tell ${text}`,
      async () => (await (await fetch(`${system.url}/api/health`)).text()).includes(text),
      { timeoutMs: 30_000 },
    );

  /** Sees the notice in the page, and nothing beside it that should not be. */
  async function seeNotice(page: Page, trouble: TroubleKind, look: Look): Promise<void> {
    const { title, advice } = troubleWords(look.language, trouble);
    const notice = page.locator(`#troubles article[data-trouble="${trouble}"]`);
    await notice.waitFor({ timeout: 15_000 });
    const shown = await notice.textContent();
    assert.ok(shown?.startsWith(`${title}${advice}`), `${lookName(look)}: ${shown}`);
    assert.equal(await sidewaysScroll(page), 0, lookName(look));
    assert.deepEqual(await accessibilityFaults(page), [], lookName(look));
  }

  async function assertTold(trouble: TroubleKind): Promise<void> {
    await settleNetwork();
    await using opened = await openPage(browser, system.url, { language: 'nl' });
    await walkLooks(opened.page, (look) => seeNotice(opened.page, trouble, look));
    assert.deepEqual(withoutRefusals(opened.complaints), []);
  }

  async function assertToldByHealthAndPage(trouble: TroubleKind): Promise<void> {
    await healthTells(`"code":"${trouble}"`);
    await assertTold(trouble);
  }

  test('says that no telegram has come yet', () => assertToldByHealthAndPage('no-telegram-yet'));

  for (const [trouble, bytes] of Object.entries(carried)) {
    test(`says what the line carries: ${trouble}`, async () => {
      cable.carry(bytes);
      await assertToldByHealthAndPage(trouble as TroubleKind);
    });
  }

  test('says that the last telegram is old', async () => {
    cable.carry(telegram);
    await healthTells('"status":"ok"');
    cable.carry(lineEnds);
    await assertToldByHealthAndPage('stale');
  });

  test('says that nothing comes in', async () => {
    cable.carry('');
    await assertToldByHealthAndPage('link-silent');
  });

  test('says that the cable is out', async () => {
    await cable.takeOut();
    await assertToldByHealthAndPage('link-no-device');
  });

  test('says that there are several devices', async () => {
    const [cableId, stickId] = ['usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0', 'usb-Zigbee-if00'];
    await dev.show('ttyUSB0', cableId);
    await dev.show('ttyUSB1', stickId);
    await healthTells(
      `"candidates":["/dev/serial/by-id/${cableId}","/dev/serial/by-id/${stickId}"]`,
    );
    await assertToldByHealthAndPage('link-several-devices');
  });

  test('says that the device may not be opened', async () => {
    await cable.plugIn(0o600);
    await assertToldByHealthAndPage('link-no-permission');
  });

  test('says that another program has the device', async () => {
    const [settings] = knownSerialSettings;
    assert.ok(settings);
    await cable.plugIn(0o600);
    const taken = await openSerial(cable.path, settings);
    await chmod(cable.path, 0o666);
    await assertToldByHealthAndPage('link-device-busy');
    await taken.close();
  });

  test('says that the key does not fit', async () => {
    await system.recreate('reader', { P1_DECRYPTION_KEY: 'F'.repeat(32) });
    cable.carry(encrypted);
    await assertToldByHealthAndPage('link-wrong-key');
  });

  test('says that the gateway can not be reached', async () => {
    await system.recreate('reader', { P1_SOURCE: 'tcp://nats:23' });
    await assertToldByHealthAndPage('link-peer-unreachable');
  });

  test('says that the reader is missing', async () => {
    await system.compose('stop', 'reader');
    await assertToldByHealthAndPage('reader-missing');
  });

  test('says that history is missing', async () => {
    cable.carry(telegram);
    await system.recreate('reader');
    await system.compose('kill', 'history');
    await healthTells('"status":"degraded"');
    await assertToldByHealthAndPage('history-missing');
    await system.compose('start', 'history');
  });

  test('says that history is catching up', async () => {
    await healthTells('"status":"ok"');
    await system.compose('pause', 'reader');
    await system.compose('restart', 'history');
    await healthTells('waiting for the replay');
    await assertTold('history-catching-up');
    await system.compose('unpause', 'reader');
  });

  test('says that the bus is missing', async () => {
    await system.compose('kill', 'nats');
    await assertToldByHealthAndPage('bus-missing');
    await system.compose('start', 'nats');
  });

  test('says that the API is missing, and goes on once it is back', async () => {
    await healthTells('"status":"ok"');
    await system.compose('kill', 'api');
    await assertTold('api-missing');
    await using opened = await openPage(browser, system.url);
    await opened.page.locator('#troubles [data-trouble="api-missing"]').waitFor();
    await system.compose('start', 'api');
    await opened.page.locator('#troubles:empty').waitFor({ state: 'attached', timeout: 20_000 });
    await opened.page.locator('#live[data-mode="events"]').waitFor();
  });

  test('says that SMER itself is gone, and goes on once it is back', async () => {
    await healthTells('"status":"ok"');
    await settleNetwork();
    // To change its language the page asks for itself anew, which it can't while nobody is there.
    await using dutch = await openPage(browser, system.url, { language: 'nl' });
    await using english = await openPage(browser, system.url, { language: 'en' });
    for (const { page } of [dutch, english]) {
      await page.locator('#live[data-mode="events"]').waitFor();
    }
    await system.compose('stop', 'web');
    for (const look of everyLook) {
      const { page } = look.language === 'nl' ? dutch : english;
      await changeLook(page, look);
      await seeNotice(page, 'server-missing', look);
    }
    await system.compose('start', 'web');
    for (const { page, complaints } of [dutch, english]) {
      await page.locator('#troubles:empty').waitFor({ state: 'attached', timeout: 30_000 });
      await page.locator('#live[data-mode="events"]').waitFor();
      assert.deepEqual(withoutRefusals(complaints), []);
    }
  });
});
