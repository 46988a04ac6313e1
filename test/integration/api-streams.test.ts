import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { waitFor } from '../support/wait-for.ts';
import { samplePage, sampleReading, sampleTelegram, summerEvening } from './api/sample-messages.ts';
import { type StartedApi, startApi } from './api/start-api.ts';

interface Readings {
  readonly readings: readonly unknown[];
}

const rowsOfPage = 20_000;
const rowsOfYear = 3_153_600;
const secondsOfPage = rowsOfPage * 10;

/** What the process has to itself. */
function privateMb({ process }: StartedApi): number {
  const rollup = readFileSync(`/proc/${process.pid}/smaps_rollup`, 'utf8');
  return Number(/Private_Dirty:\s+(\d+)/.exec(rollup)?.[1]) / 1024;
}

/** A history of `rows` samples, told page by page (a chart at once); counts what it was asked for. */
async function answerHistory(api: StartedApi, rows: number) {
  const asked = { pages: 0 };
  const answering = await api.answer(contract.historyQuery, ({ cursor = 0, points }) => {
    if (points !== undefined) return { ...samplePage(0, points), bucketSeconds: 10 };
    asked.pages += 1;
    const first = cursor / 10;
    const next = first + rowsOfPage < rows ? cursor + secondsOfPage : undefined;
    return samplePage(cursor, Math.min(rowsOfPage, rows - first), next);
  });
  return { asked, [Symbol.asyncDispose]: () => answering[Symbol.asyncDispose]() };
}

const countReadings = async (api: StartedApi) =>
  (await api.ask('/api/history')).json<Readings>().readings.length;

/** Passes when no page was asked for while the API answered ten other requests. */
async function noMoreAsked(api: StartedApi, { asked }: { asked: { pages: number } }) {
  let before = -1;
  let stillFor = 0;
  await waitFor('the asking to stop', async () => {
    await api.ask('/api/openapi.json');
    stillFor = asked.pages === before ? stillFor + 1 : 0;
    before = asked.pages;
    return stillFor === 10;
  });
}

/** A client that has asked and takes nothing. */
function askAndStall(api: StartedApi, path: string): Socket & Disposable {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  return Object.assign(socket, { [Symbol.dispose]: () => socket.destroy() });
}

/** Reads a body to its end, and looks in now and then. */
async function readThrough(response: Response, look: () => void) {
  let bytes = 0;
  let tail = '';
  for await (const chunk of response.body ?? []) {
    if (Math.floor(bytes / 4e6) !== Math.floor((bytes + chunk.length) / 4e6)) look();
    bytes += chunk.length;
    tail = (tail + Buffer.from(chunk).toString('latin1')).slice(-200);
  }
  return { bytes, tail };
}

test('streams a year of samples whole, in the memory that a part of it takes', async () => {
  await using api = await startApi();
  const inUse: number[] = [];
  {
    await using _ = await answerHistory(api, rowsOfYear / 4);
    await readThrough(await fetch(`${api.url}/api/history?to=1`), () => undefined);
  }
  const before = privateMb(api);
  await using _ = await answerHistory(api, rowsOfYear);
  const { bytes, tail } = await readThrough(await fetch(`${api.url}/api/history`), () =>
    inUse.push(privateMb(api)),
  );
  assert.ok(bytes > 200e6, `a year is more than ${bytes} bytes`);
  assert.match(tail, new RegExp(`"timestamp":${(rowsOfYear - 1) * 10},[^{]*}\\]}$`));
  const median = inUse.sort((a, b) => a - b)[Math.floor(inUse.length / 2)] ?? 0;
  assert.ok(median - before < 10, `grew from ${before} to ${median} MB`);
});

test('a slow client gets every byte', async () => {
  await using api = await startApi();
  await using _ = await answerHistory(api, 100_000);
  const digest = async (pause: boolean) => {
    const response = await fetch(`${api.url}/api/history?to=999999999&_=${pause}`);
    const hash = createHash('sha256');
    for await (const chunk of response.body ?? []) {
      hash.update(chunk);
      if (pause) await new Promise(setImmediate);
    }
    return hash.digest('hex');
  };
  assert.equal(await digest(true), await digest(false));
});

test('asks history for no more pages than the client takes', async () => {
  await using api = await startApi();
  await using history = await answerHistory(api, rowsOfYear);
  using _ = askAndStall(api, '/api/history');
  await waitFor('the first page', () => history.asked.pages > 0);
  await noMoreAsked(api, history);
  const wholeYear = rowsOfYear / rowsOfPage;
  assert.ok(history.asked.pages < wholeYear / 4, `${history.asked.pages} of ${wholeYear} pages`);
});

test('asks for no more when the client goes away', async () => {
  await using api = await startApi();
  await using history = await answerHistory(api, rowsOfYear);
  const socket = askAndStall(api, '/api/history');
  socket.resume();
  await once(socket, 'data');
  socket.destroy();
  await noMoreAsked(api, history);
  assert.ok(history.asked.pages < rowsOfYear / rowsOfPage);
});

test('asks for no more than one page for HEAD', async () => {
  await using api = await startApi();
  await using history = await answerHistory(api, 100_000);
  const { status, headers } = await api.ask('/api/history?format=csv', { method: 'HEAD' });
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /^text\/csv/);
  assert.equal(history.asked.pages, 1);
});

test('breaks the answer off when history fails on the way', async () => {
  await using api = await startApi();
  await using _ = await api.answer(contract.historyQuery, ({ cursor }) => {
    const from = cursor ?? summerEvening;
    if (from > summerEvening + secondsOfPage) throw new SmerError('INTERNAL', 'history is broken');
    return samplePage(from, rowsOfPage, from + secondsOfPage);
  });
  const response = await fetch(`${api.url}/api/history`);
  assert.equal(response.status, 200);
  await assert.rejects(response.text(), /terminated/);
});

test('goes on where it was when history is replaced on the way', async () => {
  await using api = await startApi();
  const first = await answerHistory(api, 100_000);
  const response = await fetch(`${api.url}/api/history`);
  await waitFor('a second page', () => first.asked.pages > 1);
  await first[Symbol.asyncDispose]();
  const body = response.json() as Promise<Readings>;
  await using second = await answerHistory(api, 100_000);
  assert.equal((await body).readings.length, 100_000);
  assert.ok(second.asked.pages < 5, 'the second began anew');
});

test('answers with the error when history fails before the first byte', async () => {
  await using api = await startApi();
  await using _ = await api.answer(contract.historyQuery, ({ cursor }) => {
    if (cursor !== undefined) throw new SmerError('INVALID_REQUEST', 'cursor: too old');
    return samplePage(summerEvening, 10, summerEvening + 100);
  });
  const { status, headers } = await api.ask('/api/history?format=csv');
  assert.equal(status, 400);
  assert.equal(headers.get('content-disposition'), null);
});

test('serves charts and the present while many slow clients export', async () => {
  await using api = await startApi({ ANSWER_TIMEOUT_MS: '2000' });
  await using _ = await answerHistory(api, rowsOfYear);
  await using __ = await api.answer(contract.current, () => sampleReading());
  await api.ask('/api/current');
  const before = privateMb(api);
  const clients = Array.from({ length: 100 }, (_, index) =>
    askAndStall(api, `/api/history?to=${4_000_000_000 + index}`),
  );
  await waitFor('the exports to stall', async () => privateMb(api) > before);
  assert.equal((await api.ask('/api/current')).status, 200);
  assert.equal((await api.ask('/api/history?points=600')).status, 200);
  const grown = privateMb(api) - before;

  assert.ok(grown < 60, `grew by ${grown} MB`);
  for (const client of clients) client.destroy();
});

describe('beside eight slow clients that export all history', () => {
  const answerAtOnceMs = 10_000;
  const endOfAll = 16 * secondsOfPage;
  const aMinute = '/api/historical?res=60';
  const anHour = '/api/historical?res=3600';
  const everything = `/api/history?to=${endOfAll}`;
  let api: StartedApi;
  let asked: Record<string, number>;
  let slow: Socket[];

  const pageOfAll = (cursor = 0) => {
    const next = cursor + secondsOfPage;
    return samplePage(cursor, rowsOfPage, next < endOfAll ? next : undefined);
  };

  /** Pages end at borders of their own: there is one in the last hour, and none in the last minute. */
  const pageSince = (from: number, cursor?: number) => {
    const isPastBorder = cursor !== undefined || from > Date.now() / 1000 - 1_000;
    return samplePage(cursor ?? from, 6, isPastBorder ? undefined : from + 60);
  };

  /** Passes when all is asked for that is asked for before the slow clients read on. */
  const allIsStill = () =>
    noMoreAsked(api, {
      asked: {
        get pages() {
          return Object.values(asked).reduce((sum, count) => sum + count, 0);
        },
      },
    });

  beforeEach(async () => {
    api = await startApi();
    asked = {};
    await api.answer(contract.historyQuery, ({ from, to, cursor }) => {
      const name = `to ${to}`;
      asked[name] = (asked[name] ?? 0) + 1;
      return from === undefined ? pageOfAll(cursor) : pageSince(from, cursor);
    });
    await api.answer(contract.historyEnergy, ({ period }) => ({
      period,
      zone: 'Europe/Amsterdam',
      buckets: [],
    }));
    const paths = Array.from({ length: 8 }, (_, index) => `/api/history?to=${4e9 + index}`);
    slow = paths.map((path) => askAndStall(api, path));
    await allIsStill();
  });
  afterEach(async () => {
    for (const client of slow) client.destroy();
    await api[Symbol.asyncDispose]();
  });

  for (const path of [aMinute, `${aMinute}&format=csv`, anHour, '/api/energy?period=day']) {
    test(`${path}, which is about a page at most, is answered at once`, async () => {
      const signal = AbortSignal.timeout(answerAtOnceMs);
      assert.equal((await api.ask(path, { signal })).status, 200);
    });
  }

  test('another export waits, and is whole when its turn comes', async () => {
    const answer = api.ask(everything);
    await allIsStill();
    for (const client of slow) client.destroy();
    const { readings } = (await answer).json<{ readings: { timestamp: number }[] }>();
    assert.equal(readings.length, endOfAll / 10);
    assert.ok(readings.every(({ timestamp }, row) => timestamp === row * 10));
  });

  test('nothing is asked for an export whose client left while it waited', async () => {
    using leaving = askAndStall(api, everything);
    await allIsStill();
    const before = asked[`to ${endOfAll}`];
    leaving.destroy();
    await api.ask('/api/openapi.json');
    for (const client of slow) client.destroy();
    await allIsStill();
    assert.equal(asked[`to ${endOfAll}`], before);
  });
});

test('does not say the same any more after the next reading', async () => {
  await using api = await startApi();
  let rows = 1;
  await using _ = await api.answer(contract.historyQuery, () => samplePage(summerEvening, rows));
  assert.equal(await countReadings(api), 1);
  rows = 2;
  api.bus.publish(contract.telegram, sampleTelegram());
  // What the API has heard before it answers this, it has handled.
  await api.bus.requestAll(contract.status, {}, 2_000, (all) => all.length > 0);
  assert.equal(await countReadings(api), 2);
});

test('shows at once what was loaded', async () => {
  await using api = await startApi();
  let rows = 1;
  await using _ = await api.answer(contract.historyQuery, () => samplePage(summerEvening, rows));
  await using __ = await api.answerTask(contract.historyLoad, async function* () {
    rows = 9;
    api.bus.publish(contract.historyRestored, { instance: 'y' });
    yield { kind: 'result' as const, loaded: 9, added: 8, file: 'x', origin: 'smer' as const };
  });
  assert.equal(await countReadings(api), 1);
  await api.ask('/api/load-history');
  assert.equal(await countReadings(api), 9);
});
