import { decryptTelegram, type TelegramKeys } from './decrypt-telegram.ts';
import type { EncryptedFrame, PlainFrame } from './frame.ts';
import { Framer } from './frame-telegrams.ts';

/** A telegram out of an encrypted frame, or why there is none. */
export type Opened =
  | {
      readonly kind: 'opened';
      readonly frame: PlainFrame;
      readonly authenticated: boolean;
      /** To be called once the telegram is accepted: frames up to this one are then refused. */
      readonly accept: () => void;
    }
  | {
      readonly kind: 'refused';
      readonly cause: 'decryption' | 'replayed-frame' | 'not-a-telegram';
      readonly detail: string;
      /** Whether this is no single damaged frame: the settings do not fit the meter. */
      readonly trouble?: 'encrypted-without-key' | 'wrong-key';
    };

/** So many frames in a row that can't be opened are no damage on the line. */
const failuresOfWrongKey = 3;

const adviceByWrongKey = {
  'decryption key':
    'P1_DECRYPTION_KEY does not open the telegrams of this meter: ask the grid operator for its key',
  'authentication key':
    'P1_DECRYPTION_KEY opens the telegrams, but P1_AUTHENTICATION_KEY does not fit: set the one from the grid operator, default or none',
};

/** Opens the encrypted frames of one meter, and each only once. */
export class EncryptedLine {
  readonly #keys: TelegramKeys | undefined;
  #last: { readonly systemTitle: string; readonly frameCounter: number } | undefined;
  #failures = 0;
  #opened = false;

  constructor(keys: TelegramKeys | undefined) {
    this.#keys = keys;
  }

  open({ bytes }: EncryptedFrame): Opened {
    if (!this.#keys) {
      const detail = 'The meter sends encrypted telegrams: set P1_DECRYPTION_KEY';
      return { kind: 'refused', cause: 'decryption', trouble: 'encrypted-without-key', detail };
    }
    const decrypted = decryptTelegram(bytes, this.#keys);
    if (decrypted.kind === 'unreadable') return this.#unreadable(adviceByWrongKey[decrypted.wrong]);
    this.#failures = 0;
    this.#opened = true;
    const { systemTitle, frameCounter } = decrypted;
    if (this.#last?.systemTitle === systemTitle && frameCounter <= this.#last.frameCounter) {
      const detail = `frame ${frameCounter} came after frame ${this.#last.frameCounter}`;
      return { kind: 'refused', cause: 'replayed-frame', detail };
    }
    const frame = onlyTelegram(decrypted.text);
    if (!frame)
      return { kind: 'refused', cause: 'not-a-telegram', detail: 'no telegram in a frame' };
    const accept = () => {
      this.#last = { systemTitle, frameCounter };
    };
    return { kind: 'opened', frame, authenticated: decrypted.authenticated, accept };
  }

  #unreadable(detail: string): Opened {
    this.#failures += 1;
    const isDamage = this.#opened && this.#failures < failuresOfWrongKey;
    const refused = { kind: 'refused', cause: 'decryption', detail } as const;
    return isDamage ? refused : { ...refused, trouble: 'wrong-key' };
  }
}

function onlyTelegram(text: Buffer): PlainFrame | undefined {
  const framer = new Framer({ binary: false });
  const frames = [...framer.push(text, 0), ...framer.idle(Number.MAX_SAFE_INTEGER)];
  const first = frames[0];
  return first?.kind === 'plain' ? first : undefined;
}
