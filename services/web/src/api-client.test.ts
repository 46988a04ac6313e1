import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiProblem, createApiClient } from './api-client.ts';

/** Answers with what is given, and keeps what was asked. */
function answering(body: string, init: ResponseInit = {}) {
  const asked: string[] = [];
  const api = createApiClient(async (path, request) => {
    asked.push(`${request?.method ?? 'GET'} ${path}`);
    return new Response(body, init);
  });
  return { api, asked };
}

const isProblem = (status: number, errorCode?: string) => (thrown: unknown) =>
  thrown instanceof ApiProblem && thrown.status === status && thrown.errorCode === errorCode;

const ignore = () => undefined;

describe('the API client', () => {
  it('reads the age of the current reading', async () => {
    const { api } = answering('{"timestamp":5,"usageWatts":1}', { headers: { age: '12' } });
    assert.equal((await api.current()).ageS, 12);
  });

  it('asks for history in whole seconds with the phases', async () => {
    const { api, asked } = answering('{"readings":[],"bucketSeconds":20}');
    const series = await api.history({ fromS: 10.7, toS: 20.2 }, 600);
    assert.deepEqual(asked, [
      'GET /api/history?from=10&to=21&fields=usageWatts,powerL1W,powerL2W,powerL3W&points=600',
    ]);
    assert.deepEqual(series, { bucketS: 20, points: [] });
  });

  it('asks for nothing before 1970, however far somebody zooms out', async () => {
    const { api, asked } = answering('{"readings":[]}');
    await api.history({ fromS: -323_366_400, toS: 20 }, 600);
    assert.match(asked[0] ?? '', /from=0&to=20&/);
  });

  it('throws SMER’s own code when the API says no', async () => {
    const { api } = answering('{"errorCode":"NO_TELEGRAM_YET"}', { status: 503 });
    await assert.rejects(api.current(), isProblem(503, 'NO_TELEGRAM_YET'));
  });

  it('throws the status alone when something else answers', async () => {
    const { api } = answering('<html>', { status: 502 });
    await assert.rejects(api.current(), isProblem(502));
  });

  it('throws status 0 when nothing answers', async () => {
    const api = createApiClient(() => Promise.reject(new TypeError('no network')));
    await assert.rejects(api.current(), isProblem(0));
  });

  it('reads the health of a system in trouble', async () => {
    const { api } = answering('{"parts":[],"problems":[]}', { status: 503 });
    assert.deepEqual(await api.health(), { parts: [], problems: [] });
  });

  it('tells a proxy’s answer from the API’s health', async () => {
    const { api } = answering('{"status":503,"title":"Service Unavailable"}', { status: 503 });
    assert.equal(await api.health(), 'api-missing');
  });

  it('says that nothing is there at all', async () => {
    const api = createApiClient(() => Promise.reject(new TypeError('no network')));
    assert.equal(await api.health(), 'server-missing');
  });

  it('tells how far a store is, and gives its result', async () => {
    const lines = '{"kind":"progress","done":1,"total":2}\n{"kind":"result","count":2}\n';
    const { api, asked } = answering(lines);
    const told: unknown[] = [];
    const result = await api.store((progress) => told.push(progress));
    assert.deepEqual(told, [{ kind: 'progress', done: 1, total: 2 }]);
    assert.deepEqual(result, { kind: 'result', count: 2 });
    assert.deepEqual(asked, ['POST /api/store-history']);
  });

  it('throws the problem with which a load ends', async () => {
    const { api } = answering('{"kind":"problem","status":422,"errorCode":"INVALID_DUMP_FILE"}\n');
    await assert.rejects(api.load(ignore), isProblem(422, 'INVALID_DUMP_FILE'));
  });

  it('throws where a load ends without a result', async () => {
    const { api } = answering('{"kind":"progress","done":1,"total":2}\n');
    await assert.rejects(api.load(ignore), isProblem(200, 'UNEXPECTED_ANSWER'));
  });
});
