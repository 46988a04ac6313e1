import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isKnownZone } from './known-zone.ts';

it('tells a time zone that is known from others', () => {
  assert.equal(isKnownZone('Europe/Amsterdam'), true);
  for (const name of ['', 'Europe/Atlantis', 'amsterdam']) assert.equal(isKnownZone(name), false);
});
