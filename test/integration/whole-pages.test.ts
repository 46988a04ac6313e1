import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { type HistoryRequest, type SampleField, sampleField } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import { type HistoryOptions, historyPages } from '../../services/api/src/history-pages.ts';
import { jsonRows } from '../../services/api/src/history-rows.ts';
import { KnownPages } from '../../services/api/src/known-pages.ts';
import { PageTags } from '../../services/history/src/page-tags.ts';
import { History } from '../../services/history/src/series/history.ts';
import { makeSample } from '../../services/history/test-support/make-sample.ts';
import { createRandom } from '../fuzz/mutate.ts';
import { seed } from '../support/run-settings.ts';

const startS = 1_723_766_400;
const dayS = 86_400;
const watts: SampleField[] = ['usageWatts'];

/** What ranges an API that keeps pages reads from instances of history, and one that keeps none. */
function createReader(histories: readonly History[], fields = watts, mostBytes?: number) {
  const instances = histories.map(({ store }) => new PageTags(store));
  const format = jsonRows({ fields, bucketed: false, zone: createTimeZone('UTC') });
  const keeping = new KnownPages(mostBytes);
  const reader = {
    /** The instance that answers the next question. */
    choose: () => 0,
    pages: (range: HistoryRequest, known?: KnownPages) =>
      historyPages({ bus, request: { ...range, fields }, timeoutMs: 1_000, format, known }),
    pagesKept: (range: HistoryRequest) => reader.pages(range, keeping),
    read: async (range: HistoryRequest) => rowsOf(await Array.fromAsync(reader.pages(range))),
    readKept: async (range: HistoryRequest) =>
      rowsOf(await Array.fromAsync(reader.pagesKept(range))),
  };
  const { request: question, response: answer } = contract.historyQuery;
  const bus = {
    request: async (_: unknown, payload: unknown) =>
      answer.parse(
        overTheBus(instances[reader.choose()]?.read(question.parse(overTheBus(payload)))),
      ),
  } as HistoryOptions['bus'];
  return reader;
}

const overTheBus = (message: unknown): unknown => JSON.parse(JSON.stringify(message));

const rowsOf = (pages: { rows: Uint8Array }[]): string[] =>
  pages.flatMap(
    ({ rows }) =>
      Buffer.from(rows)
        .toString()
        .match(/{[^}]*}/g) ?? [],
  );

function fill(history: History, fromS: number, toS: number, usageWatts = 1): void {
  for (let timestamp = fromS; timestamp < toS; timestamp += 10) {
    history.record(makeSample({ timestamp, values: { usageWatts } }));
  }
}

function fillAnywhere(history: History | undefined, random: (below: number) => number): void {
  const fromS = startS + random(40_000) * 10 + random(10);
  if (history) fill(history, fromS, fromS + random(200) * 10, random(100));
}

function anyRange(random: (below: number) => number): HistoryRequest {
  const from = startS + random(400_000);
  return { from, to: random(4) ? from + 1 + random(60_000) : undefined };
}

function createHistory() {
  const history = new History(3653);
  return { history, reader: createReader([history]) };
}

test('answers what was asked for once the last page it kept has grown by days', async () => {
  const { history, reader } = createHistory();
  fill(history, startS, startS + dayS);
  await reader.readKept({ from: startS + dayS / 2 });
  fill(history, startS + dayS, startS + 3 * dayS);
  const range = { from: startS + 2.5 * dayS };
  assert.deepEqual(await reader.readKept(range), await reader.read(range));
});

test('answers what was asked for once a gap after a page it kept is filled', async () => {
  const { history, reader } = createHistory();
  fill(history, startS, startS + 1_000);
  fill(history, startS + 3 * dayS, startS + 4 * dayS);
  await reader.readKept({ from: startS, to: startS + 4 * dayS });
  fill(history, startS + 1_000, startS + 3 * dayS);
  const range = { from: startS + 2 * dayS, to: startS + 2.5 * dayS };
  assert.deepEqual(await reader.readKept(range), await reader.read(range));
});

test('answers what was asked for where history was empty before', async () => {
  const { history, reader } = createHistory();
  const range = { from: startS + 2 * dayS };
  assert.deepEqual(await reader.readKept(range), []);
  fill(history, startS, startS + 3 * dayS);
  assert.deepEqual(await reader.readKept(range), await reader.read(range));
});

test('answers with nothing after the newest sample, wherever its page ends', async () => {
  const { history, reader } = createHistory();
  for (let slot = 0; slot < 3_000; slot += 500) {
    const endS = startS + slot * 10 + 10;
    fill(history, endS - 5_000, endS);
    for (const afterS of [100, 200]) {
      assert.deepEqual(await reader.readKept({ from: endS + afterS }), []);
    }
  }
});

test('goes on with an answer after another instance, which lags behind, answered others', async () => {
  const [ahead, behind] = [new History(3653), new History(3653)];
  fill(ahead, startS, startS + 2 * dayS);
  fill(behind, startS, startS + 1_000);
  const reader = createReader([ahead, behind]);
  const range = { from: startS, to: startS + 2 * dayS };
  const pages = reader.pagesKept(range);
  const read = [];
  for (let count = 0; count < 3; count += 1) {
    const { value } = await pages.next();
    if (value) read.push(value);
  }
  reader.choose = () => 1;
  await reader.readKept({ from: startS + 500 });
  reader.choose = () => 0;
  read.push(...(await Array.fromAsync(pages)));
  assert.deepEqual(rowsOf(read), await reader.read(range));
});

test('says no more of what it knows than a question may hold', async () => {
  const { history, reader } = createHistory();
  fill(history, startS, startS + 20 * dayS);
  const first = await reader.readKept({ from: startS });
  assert.deepEqual(await reader.readKept({ from: startS }), first);
});

test('keeps pages of times beyond 32 bits', async () => {
  const { history, reader } = createHistory();
  const lateS = 5_000_000_000;
  fill(history, lateS, lateS + 50_000);
  const range = { from: lateS, to: lateS + 40_000 };
  assert.equal((await reader.readKept(range)).length, 4_000);
  assert.equal((await reader.readKept(range)).length, 4_000);
});

test(`answers any range as one that keeps nothing, whatever came in before (seed ${seed})`, async () => {
  const random = createRandom(seed);
  for (let round = 0; round < 20; round += 1) {
    const histories = [new History(2), new History(2)];
    const fields = sampleField.options;
    // Few rows to a page; some rounds keep few pages.
    const reader = createReader(histories, fields, random(2) ? undefined : 200_000);
    for (let step = 0; step < 40; step += 1) {
      const instance = random(2);
      reader.choose = () => instance;
      if (random(4) === 0) fillAnywhere(histories[instance], random);
      const range = anyRange(random);
      assert.deepEqual(await reader.readKept(range), await reader.read(range), `${round}, ${step}`);
    }
  }
});
