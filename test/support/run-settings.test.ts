import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

const settings = JSON.stringify(new URL('run-settings.ts', import.meta.url));
const show = `import(${settings}).then(({ seed, seedOr, isLong }) => {
  console.log(JSON.stringify({ seed, usual: seedOr(5), isLong }));
});`;

function read(env: Record<string, string>) {
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', show], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { stderr, found: stdout === '' ? undefined : JSON.parse(stdout) };
}

describe('the settings of a run', () => {
  it('give each test its usual seed, and the short form, where nothing is set', () => {
    const { found } = read({ SMER_SEED: '' });
    assert.deepEqual([found.usual, found.isLong], [5, false]);
    assert.ok(Number.isInteger(found.seed));
  });

  it('give every test the seed that is set, and the long form', () => {
    const { found } = read({ SMER_SEED: '42', SMER_FAULTS: 'long' });
    assert.deepEqual(found, { seed: 42, usual: 42, isLong: true });
  });

  for (const [name, value, expected] of [
    ['SMER_SEED', '4z', 'a whole number'],
    ['SMER_FAULTS', 'lnog', 'long'],
  ] as const) {
    it(`refuse ${name}=${value}`, () => {
      const { stderr, found } = read({ [name]: value });
      assert.equal(found, undefined);
      assert.match(stderr, new RegExp(`${name}=${value}: expected ${expected}`));
    });
  }
});
