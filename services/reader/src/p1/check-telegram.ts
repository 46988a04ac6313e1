import type { RejectionCause } from '@smer/shared/link';
import { endsLine, hexValue } from './ascii.ts';
import { crc16Arc } from './crc16-arc.ts';
import type { PlainFrame } from './frame.ts';
import { identificationOf } from './parse-telegram.ts';

export interface CheckContext {
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
      /** How many of them come before the terminator. */
      readonly textEnd: number;
      /** Whether a checksum vouches for every byte. */
      readonly protected: boolean;
    }
  | { readonly kind: 'rejected'; readonly cause: RejectionCause; readonly detail: string };

/**
 * Checks a telegram against its CRC, which covers every byte from `/` through `!`
 * (DSMR 5.0.2 P1, 5.2). Compares numbers, as meters leave leading zeros out and use either case.
 */
export function checkTelegram(frame: PlainFrame, context: CheckContext): CheckedTelegram {
  if (frame.ending === 'garbled') return rejected('checksum', 'no CRC can be read behind the !');
  if (frame.ending === 'crc') return checkCrc(frame);
  if (context.authenticated) return checked(frame, true);
  if (!frame.startsLine || owesCrc(frame, context)) {
    return rejected('checksum-missing', 'the telegram ends without its CRC');
  }
  return checked(frame, false);
}

function checkCrc(frame: PlainFrame): CheckedTelegram {
  const { bytes, textEnd } = frame;
  const expected = crcSent(frame);
  const computed = crc16Arc(bytes, 0, textEnd + 1);
  if (computed === expected) return checked(frame, true);
  return (
    checkGlued(frame, expected) ??
    rejected('checksum', `the CRC sent is ${hex(expected)}, that of the telegram ${hex(computed)}`)
  );
}

function crcSent({ bytes, textEnd }: PlainFrame): number {
  let crc = 0;
  for (let at = textEnd + 1; !endsLine(bytes[at]); at++) crc = (crc << 4) | hexValue(bytes[at]);
  return crc;
}

/** A telegram may be glued to a piece of one that was cut; the CRC tells where it begins. */
function checkGlued({ bytes, textEnd }: PlainFrame, expected: number): CheckedTelegram | undefined {
  const text = bytes.toString('latin1', 0, textEnd);
  const start = text.search(/(?<=.)\/[A-Za-z]{3}\d(?!.*\/[A-Za-z]{3}\d)/s);
  if (start < 0 || crc16Arc(bytes, start, textEnd + 1) !== expected) return undefined;
  return checked({ bytes: bytes.subarray(start), textEnd: textEnd - start }, true);
}

function checked(
  { bytes, textEnd }: { readonly bytes: Buffer; readonly textEnd: number },
  isProtected: boolean,
): CheckedTelegram {
  return { kind: 'checked', bytes, textEnd, protected: isProtected };
}

function rejected(cause: RejectionCause, detail: string): CheckedTelegram {
  return { kind: 'rejected', cause, detail };
}

/** The standards that have a version line have a CRC. */
function owesCrc({ bytes, textEnd }: PlainFrame, { crcSender }: CheckContext): boolean {
  const text = bytes.toString('latin1', 0, textEnd);
  return identificationOf(bytes) === crcSender || /^(1-3:0\.2\.8|0-0:96\.1\.4)\(/m.test(text);
}

function hex(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
