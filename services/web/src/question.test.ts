import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Question } from './question.ts';

const answer = { zone: 'Europe/Amsterdam' };

describe('a question', () => {
  it('gives its answer', async () => {
    const question = new Question();
    assert.equal(await question.ask(Promise.resolve(answer)), answer);
    assert.equal(question.hasFailed, false);
  });

  it('tells that it was asked in vain, until it is asked again', async () => {
    const question = new Question();
    assert.equal(await question.ask(Promise.reject(new Error('away'))), undefined);
    assert.equal(question.hasFailed, true);
    const again = question.ask(Promise.resolve(answer));
    assert.equal(question.hasFailed, false);
    await again;
  });

  it('lets no earlier answer pass for the later one', async () => {
    const question = new Question();
    const slow = Promise.withResolvers<object>();
    const first = question.ask(slow.promise);
    const second = question.ask(Promise.reject(new Error('away')));
    slow.resolve(answer);
    assert.equal(await first, 'overtaken');
    assert.equal(await second, undefined);
    assert.equal(question.hasFailed, true);
  });
});
