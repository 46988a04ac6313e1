import { isPrintable, slash } from './ascii.ts';
import { encryptedLength, encryptedTag } from './encrypted-frame.ts';

/** Where something that may be a telegram begins. */
export type Start =
  | { readonly kind: 'plain'; readonly at: number; readonly startsLine: boolean }
  | { readonly kind: 'encrypted'; readonly at: number; readonly length: number }
  | { readonly kind: 'undecided' | 'none'; readonly at: number };

export interface StartContext {
  /** Whether the byte before the first one ended a line. */
  readonly afterLine: boolean;
  /** Whether binary frames may occur; in the text of one there are none. */
  readonly binary: boolean;
  /** Whether no more bytes will come. */
  readonly complete: boolean;
}

/**
 * Finds the first start of a telegram from `from` on: `/` at the start of a line, `/` and four
 * characters that begin an identification line anywhere (noise may stand right before it), or
 * the header of an encrypted frame. `undecided` where more bytes must tell.
 */
export function findStart(bytes: Buffer, from: number, context: StartContext): Start {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== slash && byte !== encryptedTag) continue;
    const start =
      byte === slash ? plainStart(bytes, at, from, context) : encryptedStart(bytes, at, context);
    if (start) return start;
  }
  return { kind: 'none', at: bytes.length };
}

function plainStart(
  bytes: Buffer,
  at: number,
  from: number,
  context: StartContext,
): Start | undefined {
  const startsLine = at === from ? context.afterLine : !isPrintable(bytes[at - 1]);
  if (startsLine) return { kind: 'plain', at, startsLine };
  if (at + identificationLength > bytes.length) return undecided(at, context);
  return isIdentification(bytes, at) ? { kind: 'plain', at, startsLine } : undefined;
}

const identificationLength = '/XXX5'.length;

/** Whether an identification line begins at a slash: three letters of the manufacturer and a digit. */
export function isIdentification(bytes: Buffer, at: number): boolean {
  return /^\/[A-Za-z]{3}\d$/.test(bytes.toString('latin1', at, at + identificationLength));
}

function encryptedStart(bytes: Buffer, at: number, context: StartContext): Start | undefined {
  if (!context.binary) return undefined;
  const length = encryptedLength(bytes, at);
  if (length === undefined) return undefined;
  return length === 'more' ? undecided(at, context) : { kind: 'encrypted', at, length };
}

function undecided(at: number, { complete }: StartContext): Start | undefined {
  return complete ? undefined : { kind: 'undecided', at };
}
