import type { RejectionCause } from '@smer/shared/link';
import type { Profile, Reading } from '@smer/shared/reading';
import type { TimeZone } from '@smer/shared/time-zone';
import { checkTelegram } from './check-telegram.ts';
import { isIdentification } from './find-start.ts';
import type { Discarded, EncryptedFrame, Frame, PlainFrame } from './frame.ts';
import { Framer } from './frame-telegrams.ts';
import { EncryptedLine } from './open-encrypted.ts';
import { parseTelegram, type Telegram } from './parse-telegram.ts';
import { PlausibilityGuard } from './plausibility.ts';
import { recogniseNoise } from './recognise-noise.ts';
import { toReading } from './to-reading.ts';

export type LineEvent =
  | {
      readonly kind: 'reading';
      readonly reading: Reading;
      /** The telegram from `/` through CRC and line end; of an encrypted one the text in it. */
      readonly raw: Uint8Array;
    }
  | {
      readonly kind: 'rejected';
      readonly cause: RejectionCause;
      readonly bytes: number;
      readonly detail?: string;
      /** Whether it had the form of a telegram or frame; read at another speed nothing has. */
      readonly framed: boolean;
    }
  | {
      readonly kind: 'trouble';
      readonly trouble:
        | 'noise'
        | 'wrong-speed'
        | 'inverted-signal'
        | 'encrypted-without-key'
        | 'wrong-key'
        | 'dlms';
      /** In plain words, with what to do. */
      readonly detail: string;
    };

export interface DecoderSettings {
  readonly meter: string;
  readonly zone: TimeZone;
  /** 16 bytes, from the grid operator. */
  readonly decryptionKey?: Uint8Array | undefined;
  readonly authenticationKey: Uint8Array | 'none';
  /** Where it can't be told from the telegrams. */
  readonly profile?: Profile | undefined;
}

/**
 * Turns the bytes of a line into readings, which are dated by `now`, in epoch milliseconds. How long
 * the line is quiet is told by `uptime`, in milliseconds of a clock that nobody sets.
 */
export interface LineDecoder {
  push(chunk: Uint8Array, now: number, uptime?: number): LineEvent[];
  /** To be called while the line is quiet: ends telegrams that have no terminator. */
  idle(uptime: number): LineEvent[];
  /**
   * To be called when the line was opened again: forgets half telegrams, and that the meter owes a
   * CRC, as another bridge may stand before it now. Goes on from the reading before.
   */
  reset(): void;
}

/**
 * A decoder for one line. It never throws, whatever the bytes; it keeps at most one telegram
 * (16 KiB, 32 KiB if encrypted). A telegram comes out with its fourth CRC digit or its line end.
 */
export function createLineDecoder(settings: DecoderSettings): LineDecoder {
  return new MeterLine(settings);
}

class MeterLine implements LineDecoder {
  readonly #settings: DecoderSettings;
  readonly #framer = new Framer({ binary: true });
  readonly #encrypted: EncryptedLine;
  readonly #guard = new PlausibilityGuard();
  #previous: Reading | undefined;
  #lastTelegram: Telegram | undefined;
  #crcSender: string | undefined;
  #lastByteAt = 0;

  constructor(settings: DecoderSettings) {
    const { decryptionKey, authenticationKey } = settings;
    this.#settings = settings;
    this.#encrypted = new EncryptedLine(decryptionKey && { decryptionKey, authenticationKey });
  }

  push(chunk: Uint8Array, now: number, uptime = now): LineEvent[] {
    this.#lastByteAt = now;
    return this.#decodeAll(this.#framer.push(chunk, uptime), now);
  }

  idle(uptime: number): LineEvent[] {
    return this.#decodeAll(this.#framer.idle(uptime), this.#lastByteAt);
  }

  reset(): void {
    this.#framer.reset();
    this.#crcSender = undefined;
  }

  #decodeAll(frames: readonly Frame[], now: number): LineEvent[] {
    const events: LineEvent[] = [];
    for (const frame of frames) {
      if (frame.kind === 'plain') events.push(this.#decodePlain(frame, false, now));
      else if (frame.kind === 'encrypted') events.push(...this.#decodeEncrypted(frame, now));
      else events.push(...discarded(frame));
    }
    return events;
  }

  #decodeEncrypted(encrypted: EncryptedFrame, now: number): LineEvent[] {
    const opened = this.#encrypted.open(encrypted);
    if (opened.kind === 'refused') {
      const { cause, detail, trouble } = opened;
      const rejection = rejected(cause, encrypted, detail);
      return trouble ? [rejection, { kind: 'trouble', trouble, detail }] : [rejection];
    }
    const event = this.#decodePlain(opened.frame, opened.authenticated, now);
    if (event.kind === 'reading') opened.accept();
    return [event];
  }

  #decodePlain(frame: PlainFrame, authenticated: boolean, now: number): LineEvent {
    const { meter, zone, profile } = this.#settings;
    const checked = checkTelegram(frame, { crcSender: this.#crcSender, authenticated });
    if (checked.kind === 'rejected') return rejected(checked.cause, frame, checked.detail);
    const telegram = parseTelegram(checked.bytes, checked.textEnd, this.#lastTelegram);
    this.#lastTelegram = telegram;
    if (checked.protected && !authenticated) this.#crcSender = telegram.identification;
    const context = { meter, zone, profile, receivedAt: now, previous: this.#previous };
    const reading = toReading(telegram, context);
    const saysEnough = checked.protected
      ? saysAnything(telegram)
      : reading.usageWatts !== undefined;
    if (!saysEnough) return rejected('not-a-telegram', frame, 'it tells nothing of use');
    if (frame.ending === 'bare' && reading.powerExportedW === undefined) {
      return rejected('cut', frame, 'it ends before the power exported');
    }
    const problem = checked.protected ? undefined : this.#guard.check(reading);
    if (problem) return rejected('implausible', frame, problem);
    this.#previous = reading;
    return { kind: 'reading', reading, raw: checked.bytes };
  }
}

/** A heat meter's bridge tells no power; a checksum vouches for what it does tell. */
const saysAnything = ({ lines }: Telegram) => lines.some(({ row }) => row !== undefined);

function discarded({ cause, bytes }: Discarded): LineEvent[] {
  const recognised = recogniseNoise(bytes);
  const events: LineEvent[] = [{ kind: 'rejected', cause, bytes: bytes.length, framed: false }];
  return recognised ? [...events, { kind: 'trouble', ...recognised }] : events;
}

function rejected(
  cause: RejectionCause,
  frame: PlainFrame | EncryptedFrame,
  detail: string,
): LineEvent {
  // Noise may hold a slash and a `!`, but hardly ever what begins an identification line.
  const framed = frame.kind === 'encrypted' || isIdentification(frame.bytes, 0);
  return { kind: 'rejected', cause, bytes: frame.bytes.length, detail, framed };
}
