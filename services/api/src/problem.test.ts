import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmerError } from '@smer/shared/errors';
import { toProblem } from './problem.ts';

test('tells an error as a problem document with the keys of the original', () => {
  assert.deepEqual(toProblem(new SmerError('NO_DUMP_FILE', 'there is no file yet')), {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'there is no file yet',
    code: 404,
    name: 'Not Found',
    errorCode: 'NO_DUMP_FILE',
  });
});

test('lists the parameters that were wrong', () => {
  const invalidParameters = [{ parameter: 'res', value: 'x', expected: 'a number' }];
  const error = new SmerError('INVALID_REQUEST', 'res=x', { evidence: { invalidParameters } });
  assert.deepEqual(toProblem(error).invalidParameters, invalidParameters);
});

test('keeps other evidence to itself', () => {
  const error = new SmerError('NO_ANSWER', 'nobody', {
    evidence: { subject: 'smer.main.current' },
  });
  assert.doesNotMatch(JSON.stringify(toProblem(error)), /smer\.main/);
});

for (const thrown of [new TypeError('secret'), new SmerError('INTERNAL', 'secret'), 'secret']) {
  test(`does not give away the words of ${thrown}`, () => {
    const problem = toProblem(thrown);
    assert.equal(problem.status, 500);
    assert.doesNotMatch(JSON.stringify(problem), /secret/);
  });
}
