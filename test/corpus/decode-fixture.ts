import { createTimeZone } from '@smer/shared/time-zone';
import {
  createLineDecoder,
  type DecoderSettings,
  type LineDecoder,
  type LineEvent,
} from '../../services/reader/src/p1/decode-line.ts';
import type { Fixture } from './load-fixture.ts';

export const amsterdam = createTimeZone('Europe/Amsterdam');

export const plainSettings: DecoderSettings = {
  meter: 'main',
  zone: amsterdam,
  authenticationKey: 'none',
};

/** All that comes of bytes that arrive at once, and of the silence after them. */
export function decodeAll(decoder: LineDecoder, bytes: Uint8Array, now = 0): LineEvent[] {
  return [...decoder.push(bytes, now), ...decoder.idle(now + 1_000), ...decoder.idle(now + 20_000)];
}

export function decoderFor({ settings = {} }: Pick<Fixture, 'settings'>): LineDecoder {
  const { decryptionKey, authenticationKey = 'none', profile } = settings;
  return createLineDecoder({
    ...plainSettings,
    profile,
    decryptionKey: decryptionKey ? Buffer.from(decryptionKey, 'hex') : undefined,
    authenticationKey:
      authenticationKey === 'none' ? 'none' : Buffer.from(authenticationKey, 'hex'),
  });
}

export function decodeFixture(fixture: Fixture): LineEvent[] {
  return decodeAll(decoderFor(fixture), fixture.bytes, Date.parse(fixture.receivedAt));
}
