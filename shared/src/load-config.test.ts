import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { commonSettings, decimalNumber, loadConfig, wholeNumber } from './load-config.ts';

const schema = z.object({
  ...commonSettings,
  PORT: wholeNumber(1, 65_535).default(8080),
  SHARE: decimalNumber(0, 1).default(0.5),
});

test('takes the defaults of what is not set', () => {
  const config = loadConfig(schema, {});
  assert.equal(config.NATS_URL, 'nats://127.0.0.1:4222');
  assert.equal(config.PORT, 8080);
});

test('takes an empty variable as not set', () => {
  assert.equal(loadConfig(schema, { PORT: '' }).PORT, 8080);
});

test('reads numbers', () => {
  const config = loadConfig(schema, { PORT: '5000', SHARE: '0.25' });
  assert.deepEqual([config.PORT, config.SHARE], [5000, 0.25]);
});

test('gives settings that cannot be changed', () => {
  assert.ok(Object.isFrozen(loadConfig(schema, {})));
});

test('names every wrong variable with its value and what was expected', () => {
  assert.throws(() => loadConfig(schema, { PORT: '12x', TZ: 'Mars/Olympus', METER_ID: 'a b' }), {
    code: 'INVALID_CONFIG',
    message:
      'METER_ID="a b": expected 1 to 32 letters, digits, - or _\n' +
      'TZ="Mars/Olympus": expected a time zone such as Europe/Amsterdam\n' +
      'PORT="12x": expected a whole number',
  });
});

test('keeps keys to itself, also mistyped ones', () => {
  const withKey = z.object({ P1_KEY: z.string().regex(/^[0-9A-F]{4}$/, 'expected 4 digits') });
  assert.throws(() => loadConfig(withKey, { P1_KEY: '00 11' }), {
    message: 'P1_KEY=(5 characters): expected 4 digits',
  });
});

test('refuses a number out of range', () => {
  assert.throws(() => loadConfig(schema, { PORT: '70000' }), { message: /^PORT="70000": / });
});
