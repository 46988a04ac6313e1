import { readObisCode } from './obis-code.ts';
import type { Span } from './span.ts';

/** A COSEM object as a line of a telegram: an OBIS reference and value groups in parentheses. */
export interface CosemLine extends Span {
  /** Where the first parenthesis stands, or the end of the line. */
  readonly open: number;
  /** The reference as one number, or `notObis`. */
  readonly code: number;
}

/** A telegram taken apart; nothing in it has a meaning yet. */
export interface Telegram {
  readonly identification: string;
  readonly lines: readonly CosemLine[];
}

/**
 * Takes the telegram apart that the first `length` bytes are, from `/` up to its terminator. A line that begins with `(` continues the
 * line before it (DSMR 3.0 P1, 24.3.0); empty lines say nothing. `before`, an earlier telegram of the
 * same meter, saves work: most references stand on the same lines again.
 */
export function parseTelegram(bytes: Buffer, length = bytes.length, before?: Telegram): Telegram {
  const lines: CosemLine[] = [];
  let start = lineEnd(bytes, 0, length);
  while (start < length) {
    start += 1;
    const next = lineEnd(bytes, start, length);
    const end = trimmedEnd(bytes, start, next);
    if (bytes[start] === openingParenthesis && lines.length > 0)
      continueLine(lines, bytes.subarray(start, end));
    else if (end > start) lines.push(toLine({ bytes, start, end }, before?.lines[lines.length]));
    start = next;
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

function toLine({ bytes, start, end }: Span, before: CosemLine | undefined): CosemLine {
  if (before && repeatsReference(bytes, start, before)) {
    return { bytes, start, end, open: start + before.open - before.start, code: before.code };
  }
  let open = start;
  while (open < end && bytes[open] !== openingParenthesis) open += 1;
  return { bytes, start, end, open, code: readObisCode({ bytes, start, end: open }) };
}

/** Whether the same reference and `(` stand at `start`. */
function repeatsReference(bytes: Buffer, start: number, before: CosemLine): boolean {
  const distance = start - before.start;
  for (let at = before.start; at <= before.open; at++) {
    if (bytes[at + distance] !== before.bytes[at]) return false;
  }
  return true;
}

function continueLine(lines: CosemLine[], continuation: Buffer): void {
  const before = lines.pop();
  if (!before) return;
  const { bytes, start, end } = before;
  const joined = Buffer.concat([bytes.subarray(start, end), continuation]);
  lines.push(toLine({ bytes: joined, start: 0, end: joined.length }, undefined));
}
