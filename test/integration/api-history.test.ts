import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { samplePage, sampleTelegram, summerEvening } from './api/sample-messages.ts';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

for (const path of ['/api/history', '/api/historical']) {
  test(`${path} answers readings oldest first`, async () => {
    await using _ = await api.answer(contract.historyQuery, () => samplePage(summerEvening, 2));
    const { json } = await api.ask(`${path}?res=3600&_=${path}`);
    assert.deepEqual(json(), {
      readings: [
        { date: '2024-08-16T20:31:50+02:00', timestamp: 1723833110, usageWatts: -3000 },
        { date: '2024-08-16T20:32:00+02:00', timestamp: 1723833120, usageWatts: -1081 },
      ],
    });
  });
}

test('/api/history asks history for what the parameters say', async () => {
  const asked: unknown[] = [];
  await using _ = await api.answer(contract.historyQuery, (request) => {
    asked.push(request);
    return { ...samplePage(summerEvening, 1), minimum: {}, maximum: {}, bucketSeconds: 60 };
  });
  await api.ask(
    '/api/history?from=2024-08-16T20:00:00%2B02:00&to=1723833600&points=10&fields=gasDm3',
  );
  assert.deepEqual(asked, [
    { from: 1723831200, to: 1723833600, points: 10, fields: ['usageWatts', 'gasDm3'] },
  ]);
});

test('/api/history counts res back from the meter’s clock, not from the computer’s', async () => {
  const asked: (number | undefined)[] = [];
  await using _ = await api.answer(contract.historyQuery, ({ from }) => {
    asked.push(from);
    return samplePage(summerEvening, 1);
  });
  const receivedAt = Date.now();
  const timestamp = Math.floor(receivedAt / 1000) - 90;
  api.bus.publish(contract.telegram, sampleTelegram({ timestamp, receivedAt }));
  // What the API has heard before it answers this, it has handled.
  await api.bus.requestAll(contract.status, {}, 2_000, (all) => all.length > 0);
  await api.ask('/api/history?res=60');
  const behindS = timestamp - 60 - (asked[0] ?? 0);
  assert.ok(behindS <= 0 && behindS > -30, `from is ${behindS} s before what was asked for`);
});

test('/api/history asks for whole pages where a range takes some, and never for buckets', async () => {
  const asked: boolean[] = [];
  await using _ = await api.answer(contract.historyQuery, ({ known }) => {
    asked.push(known !== undefined);
    return samplePage(summerEvening, 1);
  });
  const day = `from=${summerEvening}&to=${summerEvening + 86_400}`;
  for (const range of [
    day,
    `${day}&points=5`,
    `${day}&points=6`,
    'res=60',
    `to=${summerEvening}`,
  ]) {
    await api.ask(`/api/history?${range}`);
  }
  assert.deepEqual(asked, [true, false, false, false, false]);
});

test('/api/history answers buckets with their length', async () => {
  await using _ = await api.answer(contract.historyQuery, () => ({
    ...samplePage(summerEvening, 1),
    minimum: { usageWatts: [-4000] },
    maximum: { usageWatts: [100] },
    bucketSeconds: 60,
  }));
  assert.deepEqual((await api.ask('/api/history?points=1')).json(), {
    bucketSeconds: 60,
    readings: [
      {
        date: '2024-08-16T20:31:50+02:00',
        timestamp: 1723833110,
        usageWatts: -3000,
        usageWattsMin: -4000,
        usageWattsMax: 100,
      },
    ],
  });
});

test('/api/history answers CSV', async () => {
  await using _ = await api.answer(contract.historyQuery, () => samplePage(summerEvening, 1));
  const { headers, text } = await api.ask('/api/history?format=csv');
  assert.match(headers.get('content-type') ?? '', /^text\/csv/);
  assert.equal(text, 'date,timestamp,usageWatts\r\n2024-08-16T20:31:50+02:00,1723833110,-3000\r\n');
});

test('/api/history puts all pages into one answer', async () => {
  await using _ = await api.answer(contract.historyQuery, ({ cursor = 0 }) =>
    samplePage(cursor, 100, cursor < 4_000 ? cursor + 1_000 : undefined),
  );
  const answer = await api.ask('/api/history?from=0');
  const { readings } = answer.json<{ readings: { timestamp: number }[] }>();
  assert.deepEqual(
    readings.map(({ timestamp }) => timestamp),
    Array.from({ length: 500 }, (_, row) => row * 10),
  );
});
