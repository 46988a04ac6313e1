import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LinkStatus } from '@smer/shared/link';
import { isLinkChange } from './link-change.ts';

const link: LinkStatus = {
  meter: 'main',
  source: 'auto',
  state: 'reading',
  bytes: 100,
  telegrams: 1,
  rejected: {},
  lineWarnings: 0,
  reconnects: 0,
  since: 0,
};

test('takes the first state as a change', () => {
  assert.equal(isLinkChange(undefined, link), true);
});

test('takes counters that count up as no change', () => {
  const later = { ...link, bytes: 900, telegrams: 9, lastTelegramAt: 5, rejected: { checksum: 1 } };
  assert.equal(isLinkChange(link, later), false);
});

test('takes another order of the same as no change', () => {
  const { meter, ...rest } = link;
  assert.equal(isLinkChange(link, { ...rest, meter }), false);
});

const changes: Partial<LinkStatus>[] = [
  { state: 'waiting' },
  { trouble: 'silent' },
  { device: '/dev/ttyUSB1' },
  { reconnects: 1 },
  { candidates: ['/dev/serial/by-id/a'] },
];

for (const change of changes) {
  test(`takes ${JSON.stringify(change)} as a change`, () => {
    assert.equal(isLinkChange(link, { ...link, ...change }), true);
  });
}

test('tells two lists of candidates apart', () => {
  const one = { ...link, candidates: ['/dev/serial/by-id/a'] };
  const other = { ...link, candidates: ['/dev/serial/by-id/b'] };
  assert.equal(isLinkChange(one, other), true);
});
