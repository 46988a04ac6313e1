import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom, type Random } from '../fuzz/mutate.ts';
import type { Carrier } from '../support/carry-line.ts';
import { seedOr } from '../support/run-settings.ts';
import { beforeW, fireAtReader } from './fire-at-reader.ts';
import { telegram911, telegramBytes } from './telegram-911.ts';

/**
 * A CRC of 16 bits lets one of 65,536 damaged telegrams pass, whoever checks it: with another seed
 * a burst may, once in so many runs, be the one.
 */
const burstSeed = seedOr(911);
const bursts = 2_000;
const burstBytes = 8;

const target = telegram911(beforeW);

const everyBitFlipped = Array.from({ length: telegramBytes * 8 }, (_, bit) => {
  const flipped = Buffer.from(target);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
});

/** In turn over a telegram's bytes, between them, and between telegrams. */
function burst(index: number, random: Random): Buffer {
  const noise = Buffer.from(Array.from({ length: burstBytes }, () => random(256)));
  if (index % 3 === 0) return noise;
  const at = random(telegramBytes - burstBytes);
  const behind = index % 3 === 1 ? at + burstBytes : at;
  return Buffer.concat([target.subarray(0, at), noise, target.subarray(behind)]);
}

function burstsOf(seed: number): Buffer[] {
  const random = createRandom(seed);
  return Array.from({ length: bursts }, (_, index) => burst(index, random));
}

const unharmed = { stopped: 0, wrong: 0, ended: false };
const carriers: readonly Carrier[] = ['TCP', 'PTY'];

for (const carrier of carriers) {
  describe(`a running reader behind ${carrier}`, () => {
    it(`reads on after each of the ${everyBitFlipped.length} single-bit flips of a telegram, and reads none wrongly`, async (test) => {
      const damage = await fireAtReader(carrier, everyBitFlipped);
      test.diagnostic(`${everyBitFlipped.length} flips: ${JSON.stringify(damage)}`);
      assert.deepEqual(damage, unharmed);
    });

    it(`reads on after ${bursts} bursts of noise, and reads none wrongly (seed ${burstSeed})`, async (test) => {
      const damage = await fireAtReader(carrier, burstsOf(burstSeed));
      test.diagnostic(`${bursts} bursts: ${JSON.stringify(damage)}`);
      assert.deepEqual(damage, unharmed);
    });
  });
}
