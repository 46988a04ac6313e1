import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { sampleLink, samplePage, sampleReading, summerEvening } from './api/sample-messages.ts';
import { startApi } from './api/start-api.ts';

const api = await startApi({ TZ: 'Europe/Amsterdam', ANSWER_TIMEOUT_MS: '300' });
after(() => api[Symbol.asyncDispose]());

test('/api/current answers the keys of the original first, then the reading', async () => {
  const reading = sampleReading();
  await using _ = await api.answer(contract.current, () => reading);
  const { status, headers, text, json } = await api.ask('/api/current');
  assert.equal(status, 200);
  assert.ok(
    text.startsWith(
      '{"date":"2024-08-16T20:31:50+02:00","timestamp":1723833110,"usageWatts":-1800,',
    ),
  );
  const { date, ...rest } = json();
  assert.deepEqual(rest, reading);
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('/api/current tells the age of the reading', async () => {
  await using _ = await api.answer(contract.current, () =>
    sampleReading({ receivedAt: Date.now() - 12_400 }),
  );
  assert.equal((await api.ask('/api/current')).headers.get('age'), '12');
});

test('/api/current shares one request on the bus among those that come together', async () => {
  let requests = 0;
  const { promise: enough, resolve: answerNow } = Promise.withResolvers<void>();
  await using _ = await api.answer(contract.current, async () => {
    requests += 1;
    await enough;
    return sampleReading();
  });
  const answers = Array.from({ length: 20 }, () => api.ask('/api/current'));
  await api.ask('/api/openapi.json');
  answerNow();
  for (const { status } of await Promise.all(answers)) assert.equal(status, 200);
  assert.equal(requests, 1);
});

test('/api/current says that nobody is there', async () => {
  const { status, headers, problem } = await api.ask('/api/current');
  assert.equal(status, 503);
  assert.equal(problem().errorCode, 'NO_ANSWER');
  assert.equal(problem().detail, 'neither the reader nor history answers');
  assert.ok(Number(headers.get('retry-after')) > 0);
});

test('/api/current answers HEAD with the headers of GET', async () => {
  await using _ = await api.answer(contract.current, () => sampleReading());
  const { status, headers, text } = await api.ask('/api/current', { method: 'HEAD' });
  assert.equal(status, 200);
  assert.equal(text, '');
  assert.ok(Number(headers.get('content-length')) > 100);
});

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

test('/api/energy puts all pages into one answer', async () => {
  const bucket = { start: 0, end: 900, energyImportedWh: 5, coverage: 1 };
  await using _ = await api.answer(contract.historyEnergy, ({ period, cursor }) => ({
    period,
    zone: 'Europe/Amsterdam',
    buckets: [{ ...bucket, start: cursor ?? 0 }],
    ...(cursor === undefined ? { next: 900 } : {}),
  }));
  assert.deepEqual((await api.ask('/api/energy?period=quarter')).json(), {
    period: 'quarter',
    zone: 'Europe/Amsterdam',
    buckets: [bucket, { ...bucket, start: 900 }],
  });
});

test('/api/demand answers what history says', async () => {
  const demand = {
    source: 'meter' as const,
    averageW: 2_500,
    peaks: [{ month: '2024-07', powerW: 4_000 }],
  };
  await using _ = await api.answer(contract.historyDemand, () => demand);
  assert.deepEqual((await api.ask('/api/demand')).json(), demand);
});

test('/api/telegram answers the bytes as the meter sent them', async () => {
  const telegram = '/TST5\\2M550T-1012\r\n\r\n1-3:0.2.8(50)\r\n0-0:96.13.0(\xe9)\r\n!ABCD\r\n';
  await using _ = await api.answer(contract.lastRaw, () => telegram);
  const response = await fetch(`${api.url}/api/telegram`);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  assert.deepEqual(Buffer.from(await response.bytes()), Buffer.from(telegram, 'latin1'));
});

const silence = () => new Promise<never>(() => undefined);

const questions = [
  ['/api/history', contract.historyQuery],
  ['/api/energy?period=day', contract.historyEnergy],
  ['/api/demand', contract.historyDemand],
  ['/api/telegram', contract.lastRaw],
  ['/api/current', contract.current],
] as const;

for (const [path, query] of questions) {
  test(`${path} says at once that nobody answers`, async () => {
    const { status, problem } = await api.ask(path);
    assert.equal(status, 503);
    assert.equal(problem().errorCode, 'NO_ANSWER');
  });

  test(`${path} says that no answer came in time`, async () => {
    await using _ = await api.answer<object, never>(query as never, silence);
    const { status, problem } = await api.ask(path);
    assert.equal(status, 504);
    assert.deepEqual([problem().code, problem().name], [504, 'Gateway Timeout']);
  });

  test(`${path} says that the answer is not of the agreed shape`, async () => {
    await using _ = await api.answer<object, never>(query as never, () => ({ odd: 1 }) as never);
    assert.equal((await api.ask(path)).status, 502);
  });

  test(`${path} tells the error that it was answered with`, async () => {
    await using _ = await api.answer<object, never>(query as never, () => {
      throw new SmerError('NOT_CAUGHT_UP', 'history is replaying');
    });
    const { status, problem } = await api.ask(path);
    assert.equal(status, 503);
    assert.equal(problem().detail, 'history is replaying');
  });
}

const refusals: [string, string, string][] = [
  ['/api/history?res=abc', 'res', 'abc'],
  ['/api/history?res=', 'res', ''],
  ['/api/history?res=-1', 'res', '-1'],
  ['/api/historical?points=0', 'points', '0'],
  ['/api/historical?points=10001', 'points', '10001'],
  ['/api/history?fields=usageWatts,volts', 'fields', 'usageWatts,volts'],
  ['/api/history?format=xml', 'format', 'xml'],
  ['/api/history?from=yesterday', 'from', 'yesterday'],
  ['/api/history?from=20&to=10', 'to', '10'],
  ['/api/history?res=1&res=2', 'res', '1,2'],
  ['/api/energy?period=decade', 'period', 'decade'],
  ['/api/energy?period=day&from=2024-02-30', 'from', '2024-02-30'],
  ['/api/current?res=60', 'res', '60'],
  ['/api/health?verbose', 'verbose', ''],
  ['/api/store-history?file=/etc/passwd', 'file', '/etc/passwd'],
];

for (const [path, parameter, value] of refusals) {
  test(`${path} is refused with the parameter, its value and what was expected`, async () => {
    const { status, problem } = await api.ask(path);
    assert.equal(status, 400);
    const [wrong] = problem().invalidParameters;
    assert.deepEqual([wrong?.parameter, wrong?.value], [parameter, value]);
    assert.ok(problem().detail.includes(`${parameter}=${value}: expected ${wrong?.expected}`));
  });
}

test('a parameter that is missing is named', async () => {
  const { status, problem } = await api.ask('/api/energy');
  assert.equal(status, 400);
  assert.match(problem().detail, /^period is missing: expected one of quarter, hour/);
});

test('a path where nothing is answers with the keys of the original', async () => {
  const { status, problem } = await api.ask('/api/nothing');
  assert.equal(status, 404);
  assert.deepEqual([problem().code, problem().name], [404, 'Not Found']);
});

test('a method that a path does not have is refused with those it has', async () => {
  const { status, headers, problem } = await api.ask('/api/current', { method: 'DELETE' });
  assert.equal(status, 405);
  assert.equal(headers.get('allow'), 'GET, HEAD, OPTIONS');
  assert.deepEqual([problem().code, problem().name], [405, 'Method Not Allowed']);
});

test('says nothing of what it is made of', async () => {
  assert.equal((await api.ask('/api/nothing')).headers.get('x-powered-by'), null);
});

const readable = ['/api/current', '/api/history', '/api/historical'];
for (const path of Object.keys(api.description.paths)) {
  const isReadable = readable.includes(path);
  test(`pages of other origins ${isReadable ? 'may' : 'may not'} read ${path}`, async () => {
    const { status, headers } = await api.ask(path, { method: 'OPTIONS' });
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), isReadable ? '*' : null);
    assert.equal(headers.get('access-control-allow-methods') !== null, isReadable);
  });
}

test('errors can be read by pages of other origins too', async () => {
  const { headers } = await api.ask('/api/history?res=abc');
  assert.equal(headers.get('access-control-allow-origin'), '*');
});

test('the description is sent once to who has it', async () => {
  const first = await api.ask('/api/openapi.json');
  const entityTag = first.headers.get('etag') ?? '';
  // Without a word on caching fetch asks every cache to stay out of it.
  const headers = { 'if-none-match': entityTag, 'cache-control': 'max-age=0' };
  assert.equal((await api.ask('/api/openapi.json', { headers })).status, 304);
});

test('the description names every path of the API', () => {
  assert.deepEqual(Object.keys(api.description.paths).sort(), [
    '/api/current',
    '/api/demand',
    '/api/energy',
    '/api/events',
    '/api/health',
    '/api/historical',
    '/api/history',
    '/api/load-history',
    '/api/openapi.json',
    '/api/store-history',
    '/api/telegram',
  ]);
});

test('the state of the line tells why there is no reading yet', async () => {
  await using _ = await api.answer(contract.linkNow, () =>
    sampleLink({ state: 'searching', trouble: 'no-device', detail: 'no serial device was found' }),
  );
  await api.ask('/api/health');
  const { status, problem } = await api.ask('/api/current');
  assert.equal(status, 503);
  assert.equal(problem().errorCode, 'NO_TELEGRAM_YET');
  assert.match(problem().detail, /no serial device was found$/);
});

for (const path of ['/api/events/', '/api/load-history/', '/api/current/', '/api//events']) {
  test(`${path} is another address than the one nginx knows, and nothing is there`, async () => {
    const response = await fetch(`${api.url}${path}`, { signal: AbortSignal.timeout(5_000) });
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { errorCode: string }).errorCode, 'NOT_FOUND');
  });
}
