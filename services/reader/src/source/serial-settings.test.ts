import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSerialSettings, parseSerialSettings } from './serial-settings.ts';

for (const text of ['115200-8N1', '9600-7E1', '2400-7O2']) {
  test(`reads ${text} and writes it back`, () => {
    assert.equal(describeSerialSettings(parseSerialSettings(text)), text);
  });
}

test('knows what 7E1 means', () => {
  assert.deepEqual(parseSerialSettings('9600-7E1'), {
    baudRate: 9_600,
    dataBits: 7,
    parity: 'even',
    stopBits: 1,
  });
});

for (const text of ['', '115200', '115200-9N1', '115200-8X1', 'fast']) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(
      () => parseSerialSettings(text),
      /expected baud rate and format such as 115200-8N1/,
    );
  });
}
