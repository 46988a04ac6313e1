import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openSerial } from '../../services/reader/src/source/open-serial.ts';
import { knownSerialSettings } from '../../services/reader/src/source/serial-settings.ts';
import { loadFixture } from '../corpus/load-fixture.ts';
import { createRandom } from '../meter/random.ts';
import { type LineServer, startLineServer } from '../support/start-line-server.ts';
import { type StartedNginx, startNginx } from '../support/start-nginx.ts';
import { startPty } from '../support/start-pty.ts';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';
import { sidewaysScroll } from './check-accessibility.ts';
import { everyLook, lookName, openPage } from './open-browser.ts';
import { textFiles } from './text-files.ts';
import { useBrowser } from './use-browser.ts';

const random = createRandom(1);
const telegram = loadFixture('dsmr-5').bytes;

/** What a line may carry instead of telegrams that can be read, and what the page makes of it. */
const carried: Readonly<Record<string, Buffer>> = {
  'link-noise': telegram.map((byte, at) => (at % 8 === 0 ? 0xff : byte)) as Buffer,
  'link-wrong-speed': Buffer.from(Array.from({ length: 2_000 }, () => 128 + random() * 128)),
  'link-inverted-signal': telegram.map((byte) => ((~byte & 0x7f) << 1) | 1) as Buffer,
  'link-dlms': loadFixture('deviation-34-hdlc').bytes,
  'link-encrypted-without-key': loadFixture('luxembourg-encrypted').bytes,
};

describe('the page on a whole system in trouble', () => {
  const used = useBrowser();
  let line: LineServer;
  let system: StartedSystem;
  let nginx: StartedNginx;
  let looks = 0;
  before(async () => {
    line = await startLineServer();
    system = await startSystem({
      source: 'file:/dev/null',
      env: { READING_STALE_AFTER_MS: '2000' },
    });
    const apiPorts = [Number(new URL(system.apiUrl).port)];
    nginx = await startNginx({ files: await textFiles(used.folder), apiPorts });
  });
  after(async () => {
    await nginx?.[Symbol.asyncDispose]();
    await system?.[Symbol.asyncDispose]();
    await line?.[Symbol.asyncDispose]();
  });

  /** Looks at the page each time with another width, colours and language. */
  async function assertTold(trouble: string): Promise<void> {
    await waitFor(
      `health to tell ${trouble}`,
      async () => {
        const health = await fetch(`${system.apiUrl}/api/health`).then((answer) => answer.text());
        return health.includes(`"code":"${trouble}"`);
      },
      { timeoutMs: 25_000 },
    );
    const look = everyLook[looks++ % everyLook.length];
    assert.ok(look);
    await using opened = await openPage(used.browser, nginx.url, look);
    const notice = opened.page.locator(`#troubles article[data-trouble="${trouble}"]`);
    await notice.waitFor();
    assert.ok(((await notice.textContent()) ?? '').length > 40);
    assert.equal(await sidewaysScroll(opened.page), 0, lookName(look));
  }

  async function readFrom(source: string, env: Readonly<Record<string, string>> = {}) {
    await system.service('reader').stop();
    system.start('reader', { P1_SOURCE: source, ...env });
  }

  async function readLine(bytes: Buffer, env?: Readonly<Record<string, string>>) {
    await readFrom(`tcp://127.0.0.1:${line.port}`, env);
    await waitFor('the reader', () => line.clients.size === 1);
    line.send(bytes);
  }

  it('says that no telegram has come yet', async () => {
    await readFrom(`tcp://127.0.0.1:${line.port}`);
    await assertTold('no-telegram-yet');
  });

  it('says that nothing comes in', () => assertTold('link-silent'));

  for (const [trouble, bytes] of Object.entries(carried)) {
    it(`says what the line carries: ${trouble}`, async () => {
      await readLine(bytes);
      await assertTold(trouble);
    });
  }

  it('says that the key does not fit', async () => {
    await readLine(loadFixture('luxembourg-encrypted').bytes, {
      P1_DECRYPTION_KEY: 'F'.repeat(32),
    });
    await assertTold('link-wrong-key');
  });

  it('says that the device is not there', async () => {
    await readFrom('/nowhere/ttyUSB0');
    await assertTold('link-no-device');
  });

  it('says that another program has the device', async () => {
    await using pty = await startPty(line.port);
    const [settings] = knownSerialSettings;
    assert.ok(settings);
    const taken = await openSerial(pty.path, settings);
    await readFrom(pty.path);
    await assertTold('link-device-busy');
    await taken.close();
  });

  it('says that the gateway can not be reached', async () => {
    await readFrom('tcp://127.0.0.1:1');
    await assertTold('link-peer-unreachable');
  });

  it('says that the last telegram is old', async () => {
    await readLine(telegram);
    await assertTold('stale');
  });

  it('says that history is missing', async () => {
    await system.service('history').kill();
    await assertTold('history-missing');
    system.start('history');
  });

  it('says that the bus is missing', async () => {
    await system.nats.kill();
    await assertTold('bus-missing');
    await system.nats.start();
  });
});
