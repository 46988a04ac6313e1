import { createRandom as createFractions, wholeBetween } from '../meter/random.ts';

/** A source of random whole numbers below a bound; the same seed gives the same numbers. */
export type Random = (below: number) => number;

export function createRandom(seed: number): Random {
  const fractions = createFractions(seed);
  return (below) => wholeBetween(fractions, 0, below - 1);
}

/** Pieces that telegrams turn on, to be put where they do not belong. */
const telegramTokens: readonly Buffer[] = [
  '/',
  '!',
  '(',
  ')',
  '\r\n',
  '\r\n/',
  '\r\n!',
  '!0000\r\n',
  '*kWh',
  '1-0:1.7.0',
  '0-1:24.3.0',
  '999999999999999999999',
  '632525252525W',
  '\xdb\x08',
  '\x7e\xa0',
  '\0',
].map((token) => Buffer.from(token, 'latin1'));

const maxMutations = 6;

/** The bytes with one to six things wrong: bits, bytes, pieces, order, length. */
export function mutate(bytes: Buffer, random: Random, tokens = telegramTokens): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let count = 1 + random(maxMutations); count > 0; count--)
    mutated = mutateOnce(mutated, random, tokens);
  return mutated;
}

function mutateOnce(bytes: Buffer, random: Random, tokens: readonly Buffer[]): Buffer {
  const at = random(bytes.length + 1);
  const end = Math.min(at + random(64), bytes.length);
  switch (random(7)) {
    case 0:
      return withByte(bytes, at, (byte) => byte ^ (1 << random(8)));
    case 1:
      return withByte(bytes, at, () => random(256));
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), choose(tokens, random), bytes.subarray(at)]);
    case 5:
      return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    default:
      return bytes.subarray(0, at);
  }
}

function withByte(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  if (at < bytes.length) bytes[at] = change(bytes[at] ?? 0) & 0xff;
  return bytes;
}

/** One of a list that is not empty. */
export function choose<T>(items: readonly T[], random: Random): T {
  return items[random(items.length)] as T;
}
