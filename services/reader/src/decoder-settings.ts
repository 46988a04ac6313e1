import { createProcessZone } from '@smer/shared/process-zone';
import type { ReaderConfig } from './config.ts';
import type { DecoderSettings } from './p1/decode-line.ts';

/** What the settings of the reader ask of its decoder. */
export function decoderSettings(config: ReaderConfig): DecoderSettings {
  return {
    meter: config.METER_ID,
    zone: createProcessZone(config.TZ),
    decryptionKey: config.P1_DECRYPTION_KEY,
    authenticationKey: config.P1_AUTHENTICATION_KEY,
    profile: config.P1_PROFILE,
  };
}
