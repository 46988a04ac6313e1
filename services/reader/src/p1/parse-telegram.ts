import { readObisCode } from './obis-code.ts';
import type { ObisRow } from './obis-rows.ts';
import type { Span } from './span.ts';

/** A COSEM object as a line of a telegram: an OBIS reference and value groups in parentheses. */
export interface CosemLine extends Span {
  /** Where the first parenthesis stands, or the end of the line. */
  readonly open: number;
  /** The reference as one number, or `notObis`. */
  readonly code: number;
  /** What the reference means; kept as long as the meter sends it in this place. */
  row: ObisRow | undefined;
  /** What was read of the line; kept as long as the meter repeats it byte for byte. */
  number: number | undefined;
  text: string | undefined;
  groups: readonly Span[] | undefined;
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
 * them then is taken over, and so are the bytes they stood in.
 */
export function parseTelegram(bytes: Buffer, length = bytes.length, earlier?: Telegram): Telegram {
  const lines: CosemLine[] = [];
  let at = lineEnd(bytes, 0, length);
  while (at < length) {
    const start = at + 1;
    const before = earlier?.lines[lines.length];
    if (before && isRepeated(bytes, start, before)) {
      lines.push(before);
      at = start + before.end - before.start + 1;
    } else {
      at = lineEnd(bytes, start, length);
      addLine(lines, { bytes, start, end: at }, before);
    }
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
export function valueGroups(line: CosemLine): readonly Span[] | undefined {
  line.groups ??= splitGroups(line);
  return line.groups;
}

function splitGroups({ bytes, open, end }: CosemLine): Span[] | undefined {
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

/** Whether the line at `start` is the same as an earlier one to its CR LF. */
function isRepeated(bytes: Buffer, start: number, before: CosemLine): boolean {
  const end = start + before.end - before.start;
  return (
    bytes[end] === carriageReturn && bytes[end + 1] === lineFeed && repeats(bytes, start, before)
  );
}

/** Whether the bytes from `start` on are those of a part of an earlier telegram. */
function repeats(bytes: Buffer, start: number, earlier: Span): boolean {
  const { bytes: others, start: first, end } = earlier;
  let here = start;
  let there = first;
  // Four at a time, as most lines are repeated to their end.
  for (; there + 4 <= end; there += 4, here += 4) {
    if (
      bytes[here] !== others[there] ||
      bytes[here + 1] !== others[there + 1] ||
      bytes[here + 2] !== others[there + 2] ||
      bytes[here + 3] !== others[there + 3]
    ) {
      return false;
    }
  }
  for (; there < end; there += 1, here += 1) {
    if (bytes[here] !== others[there]) return false;
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
  return {
    bytes,
    start,
    end,
    open,
    code,
    row: known?.row,
    number: undefined,
    text: undefined,
    groups: undefined,
  };
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
