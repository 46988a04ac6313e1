import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./print-telegram.ts', import.meta.url));
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../test/telegrams/${name}`, import.meta.url));

function run(args: string[], { input, env = {} }: { input?: string; env?: object } = {}) {
  return spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, ...env },
  });
}

describe('npm run telegram', () => {
  it('prints the reading and the objects of a file', () => {
    const { status, stdout } = run([fixture('dsmr-5.txt')]);
    const { reading, objects } = JSON.parse(stdout);
    assert.equal(status, 0);
    assert.equal(reading.usageWatts, -2137);
    assert.equal(reading.timestamp, Date.parse('2024-07-01T12:34:56+02:00') / 1000);
    assert.deepEqual(objects[0], {
      reference: '1-3:0.2.8',
      values: ['50'],
      meaning: 'version of P1',
    });
    assert.equal(objects.length, 38);
  });

  it('reads standard input', () => {
    const input = readFileSync(fixture('dsmr-2.2.txt'), 'latin1');
    const { status, stdout } = run([], { input });
    assert.equal(status, 0);
    assert.equal(JSON.parse(stdout).reading.usageWatts, 980);
  });

  it('opens an encrypted telegram with the keys of the environment', () => {
    const file = fixture('luxembourg-encrypted.bin');
    const env = { P1_DECRYPTION_KEY: 'A0A1A2A3A4A5A6A7A8A9AAABACADAEAF' };
    assert.equal(JSON.parse(run([file], { env }).stdout).reading.usageWatts, 5);
    const { status, stderr } = run([file], { env: { P1_DECRYPTION_KEY: '' } });
    assert.equal(status, 1);
    assert.match(stderr, /The meter sends encrypted telegrams: set P1_DECRYPTION_KEY/);
  });

  it('names the CRC that was sent and the one that fits', () => {
    const input = readFileSync(fixture('dsmr-5.txt'), 'latin1').replace('004426.001', '004426.002');
    const { status, stdout, stderr } = run([], { input });
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /checksum.*the CRC sent is BD08, that of the telegram [0-9A-F]{4}/);
  });

  it('says that a file is not there, or holds no telegram', () => {
    assert.match(run(['/nowhere']).stderr, /ENOENT.*\/nowhere/);
    assert.match(run([], { input: '' }).stderr, /standard input: there is no telegram in it/);
    assert.equal(run([], { input: '' }).status, 1);
  });
});
