import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineTrouble } from '@smer/shared/link';
import type { Health } from './health.ts';
import { troublesOf } from './trouble.ts';
import { troubleWords } from './trouble-words.ts';

const health = (codes: readonly string[], more: Partial<Health> = {}): Health => ({
  status: 'down',
  meter: 'main',
  staleAfterS: 60,
  parts: [],
  problems: codes.map((code) => ({ code, detail: '' })),
  ...more,
});
const kindsOf = (...codes: string[]) => troublesOf(health(codes)).map(({ kind }) => kind);

describe('troublesOf', () => {
  it('is silent while all is well', () => {
    assert.deepEqual(troublesOf(health([])), []);
  });

  it('tells a missing API from a missing server', () => {
    assert.deepEqual(troublesOf('api-missing'), [{ kind: 'api-missing' }]);
    assert.deepEqual(troublesOf('server-missing'), [{ kind: 'server-missing' }]);
  });

  it('blames the bus alone when all parts look missing', () => {
    assert.deepEqual(kindsOf('bus-missing', 'reader-missing', 'stale'), ['bus-missing']);
  });

  it('names the line rather than the silence that follows from it', () => {
    assert.deepEqual(kindsOf('link-noise', 'no-telegram-yet'), ['link-noise']);
    assert.deepEqual(kindsOf('link-silent', 'stale'), ['link-silent']);
  });

  it('names the reader rather than the silence that follows from it', () => {
    assert.deepEqual(kindsOf('reader-missing', 'stale'), ['reader-missing']);
  });

  it('names silence when nothing explains it', () => {
    assert.deepEqual(kindsOf('stale'), ['stale']);
  });

  it('puts a missing history last, as live figures go on', () => {
    assert.deepEqual(kindsOf('history-missing', 'stale'), ['stale', 'history-missing']);
  });

  it('tells a history that catches up from one that is gone', () => {
    const parts = [{ service: 'history', missing: false, instances: [] }] as const;
    const [trouble] = troublesOf(health(['history-missing'], { parts }));
    assert.equal(trouble?.kind, 'history-catching-up');
  });

  it('speaks of a recording, not of a cable', () => {
    const link = (more: object) =>
      ({ source: 'file:/day.txt', ...more }) as unknown as NonNullable<Health['link']>;
    const of = (code: string, more: object) =>
      troublesOf(health([code], { link: link(more) })).map(({ kind }) => kind);
    assert.deepEqual(of('link-no-device', { state: 'waiting' }), ['recording-missing']);
    assert.deepEqual(of('stale', { state: 'finished' }), ['recording-ended']);
    assert.deepEqual(of('stale', { state: 'reading' }), ['stale']);
  });

  it('leaves out codes it has no words for', () => {
    assert.deepEqual(kindsOf('of-a-later-release'), []);
  });

  it('offers the devices to choose from', () => {
    const link = { candidates: ['/dev/serial/by-id/one'] } as unknown as NonNullable<
      Health['link']
    >;
    const [trouble] = troublesOf(health(['link-several-devices'], { link }));
    assert.deepEqual(trouble?.candidates, ['/dev/serial/by-id/one']);
  });

  for (const trouble of lineTrouble.options) {
    it(`has words in both languages for a line in trouble: ${trouble}`, () => {
      const [found] = troublesOf(health([`link-${trouble}`]));
      assert.ok(found);
      const [dutch, english] = (['nl', 'en'] as const).map((language) =>
        troubleWords(language, found.kind),
      );
      assert.ok(dutch?.title && dutch.advice && english?.title && english.advice);
      assert.notEqual(dutch.title, english.title);
    });
  }
});
