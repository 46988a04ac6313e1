import { createDecipheriv } from 'node:crypto';
import { slash } from './ascii.ts';
import { type EncryptedLayout, encryptedLayout } from './encrypted-frame.ts';

/** Keys of 16 bytes; `none`: the meter authenticates without a key of its own. */
export interface TelegramKeys {
  readonly decryptionKey: Uint8Array;
  readonly authenticationKey: Uint8Array | 'none';
}

export type DecryptedTelegram =
  | {
      readonly kind: 'decrypted';
      readonly text: Buffer;
      /** Whether the GCM tag vouches for every byte. */
      readonly authenticated: boolean;
      readonly systemTitle: string;
      readonly frameCounter: number;
    }
  | { readonly kind: 'unreadable'; readonly wrong: 'decryption key' | 'authentication key' };

/**
 * Opens a general-glo-ciphering frame: AES-128-GCM with system title and frame counter as its IV
 * (Luxembourg E-Meter P1 1.1.3). Where the tag does not fit but the text reads as a telegram, it
 * is the authentication key that is wrong, or the frame was damaged.
 */
export function decryptTelegram(frame: Buffer, keys: TelegramKeys): DecryptedTelegram {
  const layout = encryptedLayout(frame);
  const iv = Buffer.concat([layout.systemTitle, layout.frameCounter]);
  const decipher = createDecipheriv('aes-128-gcm', keys.decryptionKey, iv, { authTagLength: 12 });
  const { gcmTag } = layout;
  if (gcmTag) decipher.setAuthTag(gcmTag).setAAD(associatedData(layout, keys));
  const text = decipher.update(layout.cipherText);
  if (gcmTag && !isAuthentic(decipher)) {
    return {
      kind: 'unreadable',
      wrong: text[0] === slash ? 'authentication key' : 'decryption key',
    };
  }
  if (text[0] !== slash) return { kind: 'unreadable', wrong: 'decryption key' };
  return {
    kind: 'decrypted',
    text,
    authenticated: gcmTag !== undefined,
    systemTitle: layout.systemTitle.toString('hex'),
    frameCounter: layout.frameCounter.readUInt32BE(),
  };
}

function associatedData(layout: EncryptedLayout, { authenticationKey }: TelegramKeys): Buffer {
  if (authenticationKey === 'none') return Buffer.alloc(0);
  return Buffer.concat([Buffer.of(layout.securityControl), authenticationKey]);
}

function isAuthentic(decipher: { final(): unknown }): boolean {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
