import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { test } from 'node:test';
import { startProcess } from '../support/start-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { type StartedMeter, startMeter } from './start-meter.ts';

/** Many telegrams in a short time. */
const fast = { METER_INTERVAL_MS: '20' };

interface Client extends Disposable {
  readonly socket: Socket;
  text(): string;
}

async function listenTo(meter: StartedMeter): Promise<Client> {
  const socket = createConnection(meter.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, text: () => text, [Symbol.dispose]: () => socket.destroy() };
}

const telegramsIn = (text: string) => text.match(/\/SMR5[\s\S]*?\r\n![0-9A-F]{4}\r\n/g) ?? [];

const received = (client: Client, telegrams: number) =>
  waitFor(`${telegrams} telegrams`, () => {
    const found = telegramsIn(client.text());
    return found.length >= telegrams && found;
  });

test('gives every client the same telegrams', async () => {
  await using meter = await startMeter(fast);
  using one = await listenTo(meter);
  using other = await listenTo(meter);
  const [first] = await received(one, 3);
  const others = await received(other, 3);
  const known = new Set([...telegramsIn(one.text()), ...others]);
  assert.ok(first && known.size <= Math.max(telegramsIn(one.text()).length, others.length) + 1);
});

test('tells what the last telegram said', async () => {
  await using meter = await startMeter(fast);
  using client = await listenTo(meter);
  await received(client, 1);
  await meter.command('/stall?seconds=60');
  const { last } = await meter.state();
  const text = telegramsIn(client.text()).at(-1) ?? '';
  const powerW = Number(/1-0:1\.7\.0\((\d+)\.(\d+)\*kW/.exec(text)?.slice(1).join(''));
  assert.equal(last?.powerImportedW, powerW);
});

test('begins at the instant it was told', async () => {
  await using meter = await startMeter({ ...fast, METER_START: '2024-10-27T00:59:59Z' });
  using client = await listenTo(meter);
  const [telegram] = await received(client, 1);
  assert.match(telegram ?? '', /0-0:1\.0\.0\(2410270(25959S|2000[0-9]W)\)/);
});

test('lives faster than real time', async () => {
  await using meter = await startMeter({ METER_SPEED: '100', METER_START: '2026-01-01T00:00:00Z' });
  const hundred = await waitFor('100 telegrams', async () => {
    const sent = await meter.sentSince(0);
    return sent.length >= 100 && sent;
  });
  const [first, ...others] = hundred.map((telegram) => telegram.timestamp);
  assert.deepEqual(
    others,
    others.map((_, index) => (first ?? 0) + index + 1),
  );
});

test('goes on where it was when it is started again', async () => {
  const sameLife = { ...fast, METER_START: '2026-03-01T12:00:00Z' };
  const firstTelegram = async () => {
    await using meter = await startMeter({ ...sameLife, METER_SPEED: '0.1' });
    const { last } = await waitFor('a telegram', async () => {
      const state = await meter.state();
      return state.last && state;
    });
    return last?.energyImportedT1Wh;
  };
  assert.equal(await firstTelegram(), await firstTelegram());
});

test('falls silent when told, with the connection open', async () => {
  await using meter = await startMeter(fast);
  using client = await listenTo(meter);
  await received(client, 1);
  const before = await meter.command('/stall?seconds=60');
  await waitFor('withheld telegrams', async () => (await meter.state()).telegramsWithheld > 5);
  const after = await meter.state();
  assert.equal(after.telegramsSent, before.telegramsSent);
  assert.equal(after.clients, 1);
});

test('hangs up when told and takes clients again after that', async () => {
  await using meter = await startMeter(fast);
  using client = await listenTo(meter);
  await meter.command('/hang-up');
  await waitFor('the end of the connection', () => client.socket.closed);
  using again = await waitFor('a new connection', () => listenTo(meter));
  await received(again, 1);
});

test('spoils just the telegrams it was told to', async () => {
  await using meter = await startMeter(fast);
  await meter.command('/corrupt?telegrams=3');
  const sent = await waitFor('telegrams after the spoiled ones', async () => {
    const all = await meter.sentSince(0);
    return all.filter((telegram) => !telegram.intact).length === 3 && all.at(-1)?.intact && all;
  });
  assert.equal(sent.filter((telegram) => !telegram.intact).length, 3);
});

test('spoils every so many telegrams when set so', async () => {
  await using meter = await startMeter({ ...fast, METER_CORRUPT_EVERY: '3' });
  const sent = await waitFor('nine telegrams', async () => {
    const all = await meter.sentSince(0);
    return all.length >= 9 && all;
  });
  assert.deepEqual(
    sent.slice(0, 9).map((telegram) => telegram.intact),
    [true, true, false, true, true, false, true, true, false],
  );
});

test('shows another clock, identifier and profile when told', async () => {
  await using meter = await startMeter(fast);
  await meter.command('/clock?offset=7200');
  await meter.command('/identifier?value=E99');
  await meter.command('/profile?value=belgium');
  using client = await listenTo(meter);
  const text = await waitFor('a Belgian telegram', () => {
    return /\/FLU5[\s\S]*?\r\n!/.exec(client.text())?.[0];
  });
  assert.match(text, /0-0:96\.1\.1\(453939\)/);
  const { last } = await meter.state();
  assert.ok((last?.timestamp ?? 0) - Date.now() / 1000 > 7190);
});

test('refuses a command that lacks its parameter', async () => {
  await using meter = await startMeter(fast);
  await assert.rejects(meter.command('/stall'), /seconds/);
});

test('ends within a second of SIGTERM, clients or not', async () => {
  await using meter = await startMeter(fast);
  using _client = await listenTo(meter);
  const before = Date.now();
  assert.equal(await meter.process.stop(), 0);
  assert.ok(Date.now() - before < 1000);
});

test('names every wrong setting and does not start', async () => {
  const main = new URL('./main.ts', import.meta.url).pathname;
  const env = { METER_PROFILE: 'mars', METER_START: 'noon' };
  const meter = startProcess(process.execPath, [main], env);
  assert.equal(await meter.exited, 1);
  assert.match(meter.output(), /METER_PROFILE="mars"[\s\S]*METER_START="noon"/);
});
