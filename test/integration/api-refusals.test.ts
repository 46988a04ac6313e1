import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

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

for (const path of ['/api/events/', '/api/load-history/', '/api/current/', '/api//events']) {
  test(`${path} is another address than the one nginx knows, and nothing is there`, async () => {
    const { status, problem } = await api.ask(path);
    assert.equal(status, 404);
    assert.equal(problem().errorCode, 'NOT_FOUND');
  });
}
