import { readObisCode } from './obis-code.ts';
import type { Span } from './span.ts';

/** A COSEM object as a line of a telegram: an OBIS reference and value groups in parentheses. */
export interface CosemLine extends Span {
  /** Where the first parenthesis stands, or the end of the line. */
  readonly open: number;
  /** The reference as one number, or `notObis`. */
  readonly code: number;
  /** What was read of the line; kept as long as the meter repeats it byte for byte. */
  number: number | undefined;
  text: string | undefined;
}

/** A telegram taken apart; nothing in it has a meaning yet. */
export interface Telegram {
  readonly identification: string;
  readonly lines: readonly CosemLine[];
}

/**
 * Takes the telegram apart that the first `length` bytes are, from `/` up to its terminator. A line
 * that begins with `(` continues the line before it (DSMR 3.0 P1, 24.3.0); empty lines say nothing.
 *
 * Most lines of a telegram repeat those of the one before it, `earlier`: what was found out about
 * them then is taken over.
 */
export function parseTelegram(bytes: Buffer, length = bytes.length, earlier?: Telegram): Telegram {
  const lines: CosemLine[] = [];
  let at = lineEnd(bytes, 0, length);
  while (at < length) {
    const before = earlier?.lines[lines.length];
    const repeated = before && repeatedLine(bytes, at + 1, before);
    if (repeated) lines.push(repeated);
    else addLine(lines, { bytes, start: at + 1, end: lineEnd(bytes, at + 1, length) }, before);
    at = repeated ? repeated.end + 1 : lineEnd(bytes, at + 1, length);
  }
  return { identification: identificationOf(bytes), lines };
}

/** The first line, without its slash. */
export function identificationOf(bytes: Buffer): string {
  return bytes.toString('latin1', 1, trimmedEnd(bytes, 1, lineEnd(bytes, 0, bytes.length)));
}

/** The reference as it was sent. */
export function referenceOf({ bytes, start, open }: CosemLine): string {
  return bytes.toString('latin1', start, open);
}

/** What stands between the first and the last parenthesis; an empty span where one is missing. */
export function valueSpan({ bytes, open, end }: CosemLine): Span {
  const closes = bytes[end - 1] === closingParenthesis;
  return { bytes, start: open + 1, end: closes ? end - 1 : open + 1 };
}

/**
 * The value groups, without their parentheses: of `(1)(2*kW)` the spans `1` and `2*kW`.
 * Undefined where the line is not made of whole groups.
 */
export function valueGroups({ bytes, open, end }: CosemLine): Span[] | undefined {
  const groups: Span[] = [];
  let at = open;
  while (at < end) {
    let close = at;
    while (close < end && bytes[close] !== closingParenthesis) close += 1;
    if (bytes[at] !== openingParenthesis || close === end) return undefined;
    groups.push({ bytes, start: at + 1, end: close });
    at = close + 1;
  }
  return groups.length > 0 ? groups : undefined;
}

const openingParenthesis = 0x28;
const closingParenthesis = 0x29;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

function lineEnd(bytes: Buffer, from: number, length: number): number {
  let at = from;
  while (at < length && bytes[at] !== lineFeed) at += 1;
  return at;
}

function trimmedEnd(bytes: Buffer, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && (bytes[trimmed - 1] ?? 0) <= space) trimmed -= 1;
  return trimmed;
}

/** The line at `start`, if it is the same as an earlier one to its CR LF. */
function repeatedLine(bytes: Buffer, start: number, before: CosemLine): CosemLine | undefined {
  const { code, number, text } = before;
  const distance = start - before.start;
  const end = before.end + distance;
  if (bytes[end] !== carriageReturn || bytes[end + 1] !== lineFeed) return undefined;
  if (!repeats(bytes, start, before)) return undefined;
  return { bytes, start, end, open: before.open + distance, code, number, text };
}

/** Whether the bytes from `start` on are those of a part of an earlier telegram. */
function repeats(bytes: Buffer, start: number, earlier: Span): boolean {
  const { bytes: others, start: first, end } = earlier;
  const distance = start - first;
  for (let at = first; at < end; at++) {
    if (bytes[at + distance] !== others[at]) return false;
  }
  return true;
}

function addLine(lines: CosemLine[], span: Span, before: CosemLine | undefined): void {
  const { bytes, start } = span;
  const end = trimmedEnd(bytes, start, span.end);
  if (start === end) return;
  if (bytes[start] === openingParenthesis) continueLine(lines, bytes.subarray(start, end));
  else lines.push(toLine({ bytes, start, end }, before));
}

/** Of a line that has changed, the reference is mostly that of the earlier one. */
function toLine({ bytes, start, end }: Span, before?: CosemLine): CosemLine {
  const known = before && repeats(bytes, start, reference(before)) ? before : undefined;
  const open = known ? known.open + start - known.start : referenceEnd(bytes, start, end);
  const code = known ? known.code : readObisCode({ bytes, start, end: open });
  return { bytes, start, end, open, code, number: undefined, text: undefined };
}

/** With its parenthesis, so that it is the whole reference. */
function reference({ bytes, start, open }: CosemLine): Span {
  return { bytes, start, end: open + 1 };
}

function referenceEnd(bytes: Buffer, start: number, end: number): number {
  let open = start;
  while (open < end && bytes[open] !== openingParenthesis) open += 1;
  return open;
}

function continueLine(lines: CosemLine[], continuation: Buffer): void {
  const before = lines.pop();
  const begun = before ? before.bytes.subarray(before.start, before.end) : '';
  const joined = Buffer.concat([Buffer.from(begun), continuation]);
  lines.push(toLine({ bytes: joined, start: 0, end: joined.length }));
}
