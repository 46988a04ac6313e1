import { createTimeZone } from '@smer/shared/time-zone';
import { createLineDecoder, type LineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { loadFixtures } from '../corpus/load-fixture.ts';
import { createRandom, mutate, type Random } from './mutate.ts';
import { withValidCrc } from './with-valid-crc.ts';

export interface FuzzResult {
  readonly telegrams: number;
  readonly readings: number;
  readonly rejected: number;
  readonly slowestMs: number;
}

const zone = createTimeZone('Europe/Amsterdam');
const key = Buffer.from('A0A1A2A3A4A5A6A7A8A9AAABACADAEAF', 'hex');
const startAt = Date.UTC(2024, 6, 1);

/**
 * Sends mutated telegrams down one line in random pieces, some with a CRC that fits, with silences
 * between. Throws where the decoder does, or where a reading is not one: a number that is none.
 */
export function fuzzLine(count: number, seed: number): FuzzResult {
  const random = createRandom(seed);
  const telegrams = loadFixtures().map(({ bytes }) => bytes);
  const decoder = createLineDecoder({
    meter: 'main',
    zone,
    decryptionKey: key,
    authenticationKey: 'none',
  });
  const result = { telegrams: count, readings: 0, rejected: 0, slowestMs: 0 };
  for (let sent = 0; sent < count; sent++) {
    const mutated = mutate(telegrams[random(telegrams.length)] ?? Buffer.alloc(0), random);
    const bytes = random(2) === 0 ? withValidCrc(mutated) : mutated;
    const begun = process.hrtime.bigint();
    send(decoder, bytes, { random, now: startAt + sent * 1_000, result });
    const tookMs = Number(process.hrtime.bigint() - begun) / 1e6;
    result.slowestMs = Math.max(result.slowestMs, tookMs);
  }
  return result;
}

interface Sending {
  readonly random: Random;
  readonly now: number;
  readonly result: { readings: number; rejected: number };
}

function send(decoder: LineDecoder, bytes: Buffer, { random, now, result }: Sending): void {
  const cut = random(bytes.length + 1);
  const events = [
    ...decoder.push(bytes.subarray(0, cut), now),
    ...decoder.push(bytes.subarray(cut), now),
    ...(random(4) === 0 ? decoder.idle(now + random(20_000)) : []),
  ];
  if (random(1_000) === 0) decoder.reset();
  for (const event of events) {
    if (event.kind === 'rejected') result.rejected += 1;
    if (event.kind !== 'reading') continue;
    result.readings += 1;
    checkNumbers(event.reading);
  }
}

function checkNumbers(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error('a number that is none');
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(checkNumbers);
}
