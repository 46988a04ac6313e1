import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSource, parseSource, type SourceSetting } from './source-setting.ts';

const settings: [string, SourceSetting][] = [
  ['auto', { kind: 'auto' }],
  ['/dev/ttyUSB0', { kind: 'device', path: '/dev/ttyUSB0' }],
  ['tcp://meter:2323', { kind: 'tcp', host: 'meter', port: 2323 }],
  ['tcp://[fe80::1]:23', { kind: 'tcp', host: 'fe80::1', port: 23 }],
  ['file:telegrams.txt', { kind: 'file', path: 'telegrams.txt' }],
];

for (const [text, setting] of settings) {
  test(`reads ${text} and writes it back`, () => {
    assert.deepEqual(parseSource(text), setting);
    assert.equal(describeSource(setting), text);
  });
}

for (const text of [
  '',
  'ttyUSB0',
  'tcp://meter',
  'tcp://:23',
  'tcp://meter:0',
  'tcp://meter:65536',
  'file:',
]) {
  test(`refuses ${JSON.stringify(text)} and says what it expected`, () => {
    assert.throws(
      () => parseSource(text),
      /expected auto, a device path, tcp:\/\/host:port or file/,
    );
  });
}
