import type { RejectionCause } from '@smer/shared/link';
import { crc16Arc } from './crc16-arc.ts';
import type { PlainFrame } from './frame.ts';
import { identificationOf } from './parse-telegram.ts';

/** What is asked of the CRC; `auto` asks for one of every meter whose standard has one. */
export type CrcPolicy = 'auto' | 'require' | 'ignore';

export interface CheckContext {
  readonly policy: CrcPolicy;
  /** Identification line of the meter that sent a valid CRC before; it always must. */
  readonly crcSender: string | undefined;
  /** Whether a cipher vouches for every byte. */
  readonly authenticated: boolean;
}

export type CheckedTelegram =
  | {
      readonly kind: 'checked';
      /** From `/` through the line end. */
      readonly bytes: Buffer;
      /** From behind `/` up to the terminator, ISO 8859-1. */
      readonly text: string;
      /** Whether a checksum vouches for every byte. */
      readonly protected: boolean;
    }
  | { readonly kind: 'rejected'; readonly cause: RejectionCause; readonly detail: string };

/**
 * Checks a telegram against its CRC, which covers every byte from `/` through `!`
 * (DSMR 5.0.2 P1, 5.2). Compares numbers, as meters leave leading zeros out and use either case.
 */
export function checkTelegram(frame: PlainFrame, context: CheckContext): CheckedTelegram {
  const { policy, authenticated } = context;
  const text = frame.bytes.toString('latin1', 1, frame.textEnd);
  if (policy === 'ignore') return checked(frame, text, authenticated);
  if (frame.ending === 'garbled') return rejected('checksum', 'no CRC can be read behind the !');
  if (frame.ending === 'crc') return checkCrc(frame, text);
  if (authenticated) return checked(frame, text, true);
  if (policy === 'require' || !frame.startsLine || owesCrc(text, context)) {
    return rejected('checksum-missing', 'the telegram ends without its CRC');
  }
  return checked(frame, text, false);
}

function checkCrc(frame: PlainFrame, text: string): CheckedTelegram {
  const { bytes, textEnd } = frame;
  const expected = Number.parseInt(bytes.toString('latin1', textEnd + 1, textEnd + 5), 16);
  const computed = crc16Arc(bytes, 0, textEnd + 1);
  if (computed === expected) return checked(frame, text, true);
  return (
    checkGlued(frame, expected) ??
    rejected('checksum', `the CRC sent is ${hex(expected)}, that of the telegram ${hex(computed)}`)
  );
}

/** A telegram may be glued to a piece of one that was cut; the CRC tells where it begins. */
function checkGlued(frame: PlainFrame, expected: number): CheckedTelegram | undefined {
  const { bytes, textEnd } = frame;
  const text = bytes.toString('latin1', 1, textEnd);
  const glued = text.search(/\/[A-Za-z]{3}\d(?!.*\/[A-Za-z]{3}\d)/s);
  const start = glued + 1;
  if (glued < 0 || crc16Arc(bytes, start, textEnd + 1) !== expected) return undefined;
  return checked({ ...frame, bytes: bytes.subarray(start) }, text.slice(start), true);
}

function checked(frame: PlainFrame, text: string, isProtected: boolean): CheckedTelegram {
  return { kind: 'checked', bytes: frame.bytes, text, protected: isProtected };
}

function rejected(cause: RejectionCause, detail: string): CheckedTelegram {
  return { kind: 'rejected', cause, detail };
}

/** The standards that have a version line have a CRC. */
function owesCrc(text: string, { crcSender }: CheckContext): boolean {
  return identificationOf(text) === crcSender || /^(1-3:0\.2\.8|0-0:96\.1\.4)\(/m.test(text);
}

function hex(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
