import {
  closingParenthesis,
  endsLine,
  exclamationMark,
  hexValue,
  lineEndsEnd,
  lineFeed,
  slash,
} from './ascii.ts';

/** Longest pieces of text that are kept; no standard names any. */
const maxTelegramBytes = 16 * 1024;
export const maxLineBytes = 4 * 1024;

/** Where a telegram ends; `next` is where the line goes on after it. */
export type End =
  | {
      readonly kind: 'terminated';
      readonly textEnd: number;
      /** Behind the CRC digits. */
      readonly crcEnd: number;
      readonly next: number;
      readonly ending: 'crc' | 'none' | 'garbled';
    }
  | { readonly kind: 'cut' | 'oversize'; readonly next: number };

const crcDigits = 4;

/**
 * Finds the end of the telegram that begins at `start`: a line that begins with `!`, or a `!`
 * behind the last value (Aidon), with its CRC digits or line end; or the `/` of the next telegram,
 * or the byte that makes it too long. Undefined where more bytes must tell; `complete` says that
 * no more will come.
 */
export function findEnd(line: Buffer, start: number, complete: boolean): End | undefined {
  const limit = start + maxTelegramBytes + 1;
  const bytes = line.length > limit ? line.subarray(0, limit) : line;
  const terminator = findTerminator(bytes, start, complete);
  const nextStart = findNextStart(bytes, start, terminator);
  const textEnd = Math.min(terminator, nextStart);
  const overflow = overflowAt(bytes, start, textEnd);
  if (overflow !== undefined) return { kind: 'oversize', next: overflow };
  if (textEnd === bytes.length) return undefined;
  if (textEnd === nextStart) return { kind: 'cut', next: nextStart };
  return readTerminator(line, terminator, complete);
}

function findTerminator(bytes: Buffer, start: number, complete: boolean): number {
  let at = bytes.indexOf(exclamationMark, start + 1);
  while (at >= 0 && !isTerminator(bytes, at, complete)) at = bytes.indexOf(exclamationMark, at + 1);
  return at < 0 ? bytes.length : at;
}

function isTerminator(bytes: Buffer, at: number, complete: boolean): boolean {
  if (endsLine(bytes[at - 1])) return true;
  if (bytes[at - 1] !== closingParenthesis) return false;
  const behind = crcEnd(bytes, at + 1);
  return behind === bytes.length ? complete : endsLine(bytes[behind]);
}

function findNextStart(bytes: Buffer, start: number, limit: number): number {
  let at = bytes.indexOf(slash, start + 1);
  while (at >= 0 && at < limit && !endsLine(bytes[at - 1])) at = bytes.indexOf(slash, at + 1);
  return at < 0 || at > limit ? bytes.length : at;
}

function readTerminator(bytes: Buffer, textEnd: number, complete: boolean): End | undefined {
  const next = crcEnd(bytes, textEnd + 1);
  const digits = next - textEnd - 1;
  if (next === bytes.length && digits < crcDigits && !complete) return undefined;
  const ending = endingOf(digits, bytes[next]);
  return { kind: 'terminated', textEnd, crcEnd: next, next: lineEndsEnd(bytes, next), ending };
}

function endingOf(digits: number, behind: number | undefined): 'crc' | 'none' | 'garbled' {
  if (digits === crcDigits) return 'crc';
  if (behind !== undefined && behind !== slash && !endsLine(behind)) return 'garbled';
  return digits > 0 ? 'crc' : 'none';
}

function crcEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && at < start + crcDigits && hexValue(bytes[at]) >= 0) at += 1;
  return at;
}

/** Where the first limit is exceeded between `start` and `end`. */
function overflowAt(bytes: Buffer, start: number, end: number): number | undefined {
  const telegramLimit = start + maxTelegramBytes;
  let lineStart = start;
  while (lineStart + maxLineBytes < end && lineStart + maxLineBytes <= telegramLimit) {
    const lineEnd = bytes.indexOf(lineFeed, lineStart);
    if (lineEnd < 0 || lineEnd > lineStart + maxLineBytes) return lineStart + maxLineBytes;
    lineStart = lineEnd + 1;
  }
  return end > telegramLimit ? telegramLimit : undefined;
}
