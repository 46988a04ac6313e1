import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import { startSharedApi } from './api/start-shared-api.ts';

const api = await startSharedApi();

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
      throw new SmerError('BUSY', 'history is loading');
    });
    const { status, problem } = await api.ask(path);
    assert.equal(status, 409);
    assert.equal(problem().detail, 'history is loading');
  });
}
