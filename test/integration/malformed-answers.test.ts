import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { connect, headers } from 'nats';
import { malformedPayloads } from '../fuzz/malformed-payloads.ts';
import { choose, createRandom } from '../fuzz/mutate.ts';
import { seed } from '../support/run-settings.ts';
import { startNatsServer } from '../support/start-nats-server.ts';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { sampleReading, summerEvening } from './api/sample-messages.ts';
import { startApi } from './api/start-api.ts';

const subjectOf = (query: { subject: string }) => query.subject.replace('<meter>', 'main');

/** What parts of SMER answer, near enough to be mutated. */
const sampleAnswer = {
  ...sampleReading(),
  ...{ bootId: 'boot-1', telegrams: [{ sequence: 1, reading: sampleReading() }], more: false },
  ...{ timestamp: [summerEvening], columns: { usageWatts: [1] }, minimum: {}, maximum: {} },
  ...{ next: summerEvening + 10, tag: 'x', skipped: 1 },
  ...{ kind: 'result', count: 1, bytes: 2, file: 'x', storedAt: 3, loaded: 1, added: 1 },
  ...{ period: 'hour', zone: 'UTC', buckets: [], source: 'meter', peaks: [] },
};

const largestAnswer = 1_000_000;
const rounds = 12;

/** Words where an error code should be. */
const codes = ['NONSENSE', '', 'toString', '__proto__', 'no answer', 'BUSY', 'NO_ANSWER'];

/** Answers of a shape that nobody agreed on, or that say an error nobody knows. */
function* malformedAnswers(random: (below: number) => number) {
  for (;;) {
    for (const payload of malformedPayloads(sampleAnswer, random)) {
      const code = random(4) === 0 ? choose(codes, random) : undefined;
      const options = code === undefined ? {} : { headers: headers() };
      options.headers?.set('Smer-Error', code ?? '');
      // The headers count as well.
      yield { payload: payload.subarray(0, largestAnswer), options };
    }
  }
}

test(`the API answers as described, whatever the others answer it (seed ${seed})`, async () => {
  await using api = await startApi();
  const answers = malformedAnswers(createRandom(seed));
  const liar = await connect({ servers: api.nats.url });
  let given = 0;
  liar.subscribe('smer.>', {
    callback: (_, message) => {
      const { payload, options } = answers.next().value ?? {};
      if (message.respond(payload, options)) given += 1;
    },
  });
  await liar.flush();
  const paths = Object.keys(api.description.paths).filter((path) => path !== '/api/events');
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths) {
      const { status, text } = await api.ask(path);
      assert.notEqual(status, 500, `${path}: ${text}`);
    }
  }
  assert.ok(given > 100, `${given} answers were given`);
  await liar.close();
  await using _ = await api.answer(contract.current, () => sampleReading());
  assert.equal((await api.ask('/api/current')).status, 200);
});

for (const timestamp of [2 ** 53 - 1, 8.65e12, -1]) {
  test(`the API takes a reading of second ${timestamp} for no answer`, async () => {
    await using api = await startApi();
    await using _ = await api.answer(contract.current, () => sampleReading({ timestamp }));
    assert.equal((await api.ask('/api/current')).status, 502);
  });
}

test(`history takes in a replay after many that were none (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const lies = malformedPayloads(sampleAnswer, random).slice(0, 60);
  const folder = await mkdtemp(join(tmpdir(), 'smer-answers-'));
  await using nats = await startNatsServer();
  const peer = await connect({ servers: nats.url });
  const right = { bootId: 'boot-1', telegrams: [telegramOf(lies.length)], more: false };
  let asked = 0;
  peer.subscribe(subjectOf(contract.replay), {
    callback: (_, message) => {
      message.respond(lies[asked] ?? JSON.stringify(right));
      asked += 1;
    },
  });
  await using _history = startService('history', { NATS_URL: nats.url, DATA_DIR: folder });
  const query = () => peer.request(subjectOf(contract.historyQuery), '{}', { timeout: 2_000 });
  await waitFor('the first question', () => asked > 0);
  for (let sequence = 2; asked <= lies.length; sequence += 2) {
    const before = asked;
    // A number is left out, so that history asks again.
    peer.publish(
      subjectOf(contract.telegram),
      JSON.stringify({ bootId: 'boot-1', ...telegramOf(sequence) }),
    );
    await waitFor('another question', () => asked > before);
  }
  const found = await waitFor('an answer', async () => {
    const { timestamp } = (await query()).json<{ timestamp: number[] }>();
    return timestamp.includes(telegramOf(lies.length).reading.timestamp) && timestamp;
  });
  assert.ok(found.every((timestamp) => timestamp >= summerEvening));
  await peer.close();
  await rm(folder, { recursive: true });
});

const telegramOf = (sequence: number) => ({
  sequence,
  reading: sampleReading({ timestamp: summerEvening + sequence * 10 }),
});
