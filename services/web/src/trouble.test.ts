import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HealthReport } from '@smer/shared/health-report';
import { type LinkStatus, lineTrouble } from '@smer/shared/link';
import { troubleOfLine, troublesOf } from './trouble.ts';
import { troubleWords } from './trouble-words.ts';

const health = (codes: readonly string[], more: Partial<HealthReport> = {}): HealthReport => ({
  status: 'down',
  meter: 'main',
  staleAfterS: 60,
  parts: [],
  problems: codes.map((code) => ({ code, detail: '' })) as HealthReport['problems'],
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
    const parts = [{ service: 'history' as const, missing: false, instances: [] }];
    const [trouble] = troublesOf(health(['history-missing'], { parts }));
    assert.equal(trouble?.kind, 'history-catching-up');
  });

  it('speaks of a recording, not of a cable', () => {
    const link = (more: object) =>
      ({ source: 'file:/day.txt', ...more }) as unknown as NonNullable<HealthReport['link']>;
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
      HealthReport['link']
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

describe('troubleOfLine', () => {
  const link: LinkStatus = {
    meter: 'main',
    source: 'tcp://gateway:23',
    device: 'gateway:23',
    state: 'waiting',
    trouble: 'peer-unreachable',
    bytes: 0,
    telegrams: 0,
    rejected: {},
    lineWarnings: 0,
    reconnects: 1,
    since: 0,
  };
  const well: LinkStatus = { ...link, state: 'reading', trouble: undefined };

  it('stays the same while a line in trouble opens and closes', () => {
    const opened: LinkStatus = { ...link, state: 'open', reconnects: 2, detail: 'closed' };
    assert.equal(troubleOfLine(opened), troubleOfLine(link));
  });

  const changes: Record<string, [LinkStatus, LinkStatus]> = {
    'a trouble comes': [well, { ...well, trouble: 'noise' }],
    'a trouble becomes another': [link, { ...link, trouble: 'silent' }],
    'a trouble is over': [link, { ...link, trouble: undefined }],
    'telegrams come': [{ ...well, state: 'open' }, well],
    'a recording ends': [
      { ...well, state: 'open' },
      { ...well, state: 'finished' },
    ],
    'the device is another': [link, { ...link, device: 'gateway:24' }],
    'there is another device to choose': [
      { ...link, trouble: 'several-devices', candidates: ['/dev/ttyUSB0'] },
      { ...link, trouble: 'several-devices', candidates: ['/dev/ttyUSB0', '/dev/ttyUSB1'] },
    ],
  };
  for (const [name, [before, after]] of Object.entries(changes)) {
    it(`changes when ${name}`, () => {
      assert.notEqual(troubleOfLine(after), troubleOfLine(before));
    });
  }
});
