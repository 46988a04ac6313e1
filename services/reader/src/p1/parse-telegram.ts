import type { Reading } from '@smer/shared/reading';
import {
  carriageReturn,
  closingParenthesis,
  lineFeed,
  openingParenthesis,
  space,
} from './ascii.ts';
import { readObisCode } from './obis-code.ts';
import type { ObisRow } from './obis-rows.ts';
import { type Span, textOf } from './span.ts';
import { beginsWith, type ViewedSpan, viewOf } from './viewed-span.ts';

/** A COSEM object as a line of a telegram: an OBIS reference and value groups in parentheses. */
export interface CosemLine extends ViewedSpan {
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
  failures: Reading['powerFailureLog'];
}

/** A telegram taken apart; nothing in it has a meaning yet. */
export interface Telegram {
  /** The first line, from its slash on. */
  readonly firstLine: ViewedSpan;
  readonly identification: string;
  readonly lines: readonly CosemLine[];
}

/**
 * Takes the telegram apart that the first `length` bytes are, from `/` up to its terminator. A line
 * that begins with `(` continues the line before it (DSMR 3.0 P1, 24.3.0); empty lines say nothing.
 *
 * Most lines of a telegram repeat those of the one before it, `earlier`: what was found out about
 * them then is taken over, and so are the bytes they stood in. Not from another meter, though,
 * whose clock may be read by other rules.
 */
export function parseTelegram(bytes: Buffer, length = bytes.length, earlier?: Telegram): Telegram {
  const view = viewOf(bytes);
  const text = { bytes, view, start: 0, end: length };
  const same = earlier && isRepeated(text, earlier.firstLine) ? earlier : undefined;
  const firstLine = same?.firstLine ?? { ...text, end: firstLineEnd(bytes) };
  const lines: CosemLine[] = [];
  let at = lineEnd(bytes, firstLine.end, length);
  while (at < length) {
    const rest = { bytes, view, start: at + 1, end: length };
    const before = same?.lines[lines.length];
    if (before && isRepeated(rest, before)) {
      lines.push(before);
      at = rest.start + before.end - before.start + 1;
    } else {
      at = lineEnd(bytes, rest.start, length);
      addLine(lines, { bytes, view, start: rest.start, end: at }, before);
    }
  }
  return { firstLine, identification: same?.identification ?? identificationOf(bytes), lines };
}

/** The first line, without its slash. */
export function identificationOf(bytes: Buffer): string {
  return textOf({ bytes, start: 1, end: firstLineEnd(bytes) });
}

function firstLineEnd(bytes: Buffer): number {
  return trimmedEnd(bytes, 1, lineEnd(bytes, 0, bytes.length));
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

/** Whether a line follows that is the same as an earlier one to its CR LF. */
function isRepeated(rest: ViewedSpan, before: ViewedSpan): boolean {
  const { bytes, start } = rest;
  const end = start + before.end - before.start;
  return bytes[end] === carriageReturn && bytes[end + 1] === lineFeed && beginsWith(rest, before);
}

function addLine(lines: CosemLine[], line: ViewedSpan, before: CosemLine | undefined): void {
  const { bytes, view, start } = line;
  const end = trimmedEnd(bytes, start, line.end);
  if (start === end) return;
  if (bytes[start] === openingParenthesis) continueLine(lines, bytes.subarray(start, end));
  else lines.push(toLine({ bytes, view, start, end }, before));
}

/** Of a line that has changed, the reference is mostly that of the earlier one. */
function toLine(line: ViewedSpan, before?: CosemLine): CosemLine {
  const { bytes, view, start, end } = line;
  const known = before && hasReferenceOf(line, before) ? before : undefined;
  const open = known ? known.open + start - known.start : referenceEnd(bytes, start, end);
  const code = known ? known.code : readObisCode({ bytes, start, end: open });
  return {
    bytes,
    view,
    start,
    end,
    open,
    code,
    row: known?.row,
    number: undefined,
    text: undefined,
    groups: undefined,
    failures: undefined,
  };
}

/** Compared with its parenthesis, so that it is the whole reference; a damaged line may have none. */
function hasReferenceOf(line: ViewedSpan, { bytes, view, start, open, end }: CosemLine): boolean {
  return open < end && beginsWith(line, { bytes, view, start, end: open + 1 });
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
  lines.push(toLine({ bytes: joined, view: viewOf(joined), start: 0, end: joined.length }));
}
