import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { ByteText } from './byte-text.ts';
import { createDateWriter } from './local-date-text.ts';

const zones = [
  'Europe/Amsterdam',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'UTC',
];

for (const name of zones) {
  test(`writes any order of instants as the clock of ${name} shows them`, () => {
    const zone = createTimeZone(name);
    const write = createDateWriter(zone, '<', '>');
    const instants = fc.oneof(
      fc.integer({ min: 946_684_800, max: 4_000_000_000 }),
      fc.integer({ min: 1_729_980_000, max: 1_730_000_000 }),
    );
    fc.assert(
      fc.property(instants, (timestamp) => {
        const text = new ByteText();
        text.makeRoom(64);
        write(text, timestamp);
        assert.equal(Buffer.from(text.copyOut()).toString(), `<${zone.toIso(timestamp * 1000)}>`);
      }),
    );
  });
}
