import assert from 'node:assert/strict';
import { test } from 'node:test';
import { singleFlight } from './single-flight.ts';

function countedCalls() {
  const calls: PromiseWithResolvers<number>[] = [];
  const share = singleFlight(() => {
    const call = Promise.withResolvers<number>();
    calls.push(call);
    return call.promise;
  });
  return { calls, share };
}

test('shares a call among all who ask while it is under way', async () => {
  const { calls, share } = countedCalls();
  const answers = [share(), share(), share()];
  calls[0]?.resolve(7);
  assert.deepEqual(await Promise.all(answers), [7, 7, 7]);
  assert.equal(calls.length, 1);
});

test('calls again once the call has ended', async () => {
  const { calls, share } = countedCalls();
  const first = share();
  calls[0]?.resolve(1);
  await first;
  const second = share();
  calls[1]?.resolve(2);
  assert.equal(await second, 2);
});

test('calls again after a failure', async () => {
  const { calls, share } = countedCalls();
  const first = share();
  calls[0]?.reject(new Error('away'));
  await assert.rejects(first, /away/);
  const second = share();
  calls[1]?.resolve(2);
  assert.equal(await second, 2);
});
