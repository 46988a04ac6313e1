import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HealthReport } from '@smer/shared/health-report';
import { startLineServer } from '../support/start-line-server.ts';
import { startSystem } from '../support/start-system.ts';
import { telegramsFrom } from '../support/telegrams-from.ts';
import { waitFor } from '../support/wait-for.ts';

const takeChecksumOff = (telegram: Buffer) =>
  Buffer.from(telegram.toString('latin1').replace(/![0-9A-F]{4}/, '!'), 'latin1');

test('says that a gateway takes the checksum off, until telegrams come with it', async () => {
  await using line = await startLineServer();
  await using system = await startSystem({ source: `tcp://127.0.0.1:${line.port}` });
  const health = async () => {
    const response = await fetch(`${system.apiUrl}/api/health`);
    return (await response.json()) as HealthReport;
  };
  const lineProblem = async () =>
    (await health()).problems.find(({ code }) => code.startsWith('link-'));
  const telegrams = telegramsFrom(Date.now());

  const problem = await waitFor('the trouble', () => {
    line.send(takeChecksumOff(telegrams.next().value.bytes));
    return lineProblem();
  });
  assert.equal(problem.code, 'link-no-checksum');
  assert.match(problem.detail, /without the checksum/);
  await waitFor('the trouble to be over', async () => {
    line.send(telegrams.next().value.bytes);
    return (await lineProblem()) === undefined;
  });
  assert.deepEqual(Object.keys((await health()).link?.rejected ?? {}), ['checksum-missing']);
});
