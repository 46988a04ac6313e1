import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InstanceStatus } from '@smer/shared/contract';
import type { LinkStatus } from '@smer/shared/link';
import { type HealthFacts, reportHealth } from './report-health.ts';

const now = 1_723_833_110_000;

const instance = (service: InstanceStatus['service']): InstanceStatus => ({
  service,
  instance: `${service}-1`,
  version: '1.0.0',
  startedAt: now - 1_000,
  meter: 'main',
  ready: true,
  counters: {},
});

const link: LinkStatus = {
  meter: 'main',
  source: 'auto',
  state: 'reading',
  bytes: 0,
  telegrams: 0,
  rejected: {},
  lineWarnings: 0,
  reconnects: 0,
  since: 0,
};

const well: HealthFacts = {
  now,
  meter: 'main',
  staleAfterMs: 60_000,
  busConnected: true,
  instances: [instance('reader'), instance('history'), instance('api')],
  link,
  lastTelegramAt: now - 2_500,
};

const without = (service: InstanceStatus['service']) =>
  well.instances.filter((each) => each.service !== service);

test('reports that all is well, with the age of the last telegram', () => {
  const report = reportHealth(well);
  assert.equal(report.status, 'ok');
  assert.equal(report.lastTelegramAt, now - 2_500);
  assert.equal(report.lastTelegramAgeS, 2.5);
  assert.deepEqual(report.problems, []);
});

test('lists each service with its instances', () => {
  const second = { ...instance('api'), instance: 'api-2' };
  const { parts } = reportHealth({ ...well, instances: [...well.instances, second] });
  assert.deepEqual(
    parts.map(({ service, missing, instances }) => [service, missing, instances.length]),
    [
      ['reader', false, 1],
      ['history', false, 1],
      ['api', false, 2],
    ],
  );
});

const cases: [string, Partial<HealthFacts>, 'degraded' | 'down', string[]][] = [
  ['no reader', { instances: without('reader') }, 'down', ['reader-missing']],
  ['no history', { instances: without('history') }, 'degraded', ['history-missing']],
  ['an old telegram', { lastTelegramAt: now - 60_001 }, 'down', ['stale']],
  ['no telegram', { lastTelegramAt: undefined }, 'down', ['no-telegram-yet']],
  ['trouble on the line', { link: { ...link, trouble: 'noise' } }, 'degraded', ['link-noise']],
  [
    'trouble that stops all',
    { link: { ...link, trouble: 'no-device' }, lastTelegramAt: undefined },
    'down',
    ['link-no-device', 'no-telegram-yet'],
  ],
  ['no bus', { busConnected: false, instances: [] }, 'down', ['bus-missing']],
];

for (const [what, change, status, codes] of cases) {
  test(`reports ${what} as ${status}: ${codes.join(', ')}`, () => {
    const report = reportHealth({ ...well, ...change });
    assert.equal(report.status, status);
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      codes,
    );
  });
}

test('reports a history that is not ready with what it is busy with', () => {
  const busy = { ...instance('history'), ready: false, detail: 'it is replaying' };
  const { problems } = reportHealth({ ...well, instances: [...without('history'), busy] });
  assert.deepEqual(problems, [
    { code: 'history-missing', detail: 'history cannot be asked: it is replaying' },
  ]);
});

test('shows a clock that runs ahead as no age', () => {
  assert.equal(reportHealth({ ...well, lastTelegramAt: now + 5_000 }).lastTelegramAgeS, 0);
});

test('tells the trouble in the words of the reader', () => {
  const { problems } = reportHealth({
    ...well,
    link: { ...link, trouble: 'silent', detail: 'is the cable in?' },
  });
  assert.equal(problems[0]?.detail, 'is the cable in?');
});
