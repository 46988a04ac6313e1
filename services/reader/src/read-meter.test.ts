import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from '@smer/shared/logger';
import { createTimeZone } from '@smer/shared/time-zone';
import { LinkTracker } from './link-tracker.ts';
import { createLineDecoder } from './p1/decode-line.ts';
import { MeterReader } from './read-meter.ts';
import { LineWatch } from './source/line-watch.ts';

/** A line on which nothing has come for a minute. */
function quietLine(options: { endless: boolean }): MeterReader {
  let now = 0;
  const reader = new MeterReader({
    clock: () => now,
    logger: createLogger('reader', 'silent'),
    link: new LinkTracker({ meter: 'main', source: 'a line', since: 0 }, () => undefined),
    watch: new LineWatch({ serial: false }),
    serial: false,
    decoder: createLineDecoder({
      meter: 'main',
      zone: createTimeZone('Europe/Amsterdam'),
      authenticationKey: 'none',
    }),
    publish: () => undefined,
    ...options,
  });
  const chunks = (async function* () {})();
  reader.opened({ device: 'a line', chunks, close: async () => undefined });
  now = 60_000;
  return reader;
}

test('asks to open a meter anew that says nothing', () => {
  assert.equal(quietLine({ endless: true }).tick(), true);
});

test('waits for a recording that pauses', () => {
  assert.equal(quietLine({ endless: false }).tick(), false);
});
