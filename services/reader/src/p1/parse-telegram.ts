import type { TextSpan } from './cosem-value.ts';
import { obisCode } from './obis-code.ts';

/** A line of a telegram: an OBIS reference and what stands in parentheses behind it. */
export interface CosemLine {
  /** `text` from `start` up to `end` is the line, without its line end; at `open` its first `(`. */
  readonly text: string;
  readonly start: number;
  readonly open: number;
  readonly end: number;
  /** The reference as one number, or `notObis`. */
  readonly code: number;
}

/** A telegram taken apart; nothing in it has a meaning yet. */
export interface Telegram {
  readonly identification: string;
  readonly lines: readonly CosemLine[];
}

/**
 * Takes the text of a telegram apart, from after `/` up to `!`. A line that begins with `(`
 * continues the line before it (DSMR 3.0 P1, 24.3.0); empty lines say nothing.
 */
export function parseTelegram(text: string): Telegram {
  const lines: CosemLine[] = [];
  const identification = identificationOf(text);
  let start = lineEnd(text, 0);
  while (start < text.length) {
    start += 1;
    const next = lineEnd(text, start);
    const end = trimmedEnd(text, start, next);
    if (text.charCodeAt(start) === openingParenthesis && lines.length > 0)
      continueLine(lines, text, start, end);
    else if (end > start) lines.push(toLine(text, start, end));
    start = next;
  }
  return { identification, lines };
}

/** The first line, without its slash. */
export function identificationOf(text: string): string {
  return text.slice(0, trimmedEnd(text, 0, lineEnd(text, 0)));
}

/** The line as it was sent. */
export const lineText = (line: CosemLine): string => line.text.slice(line.start, line.end);

/** The reference as it was sent. */
export const referenceText = (line: CosemLine): string => line.text.slice(line.start, line.open);

/** What stands between the first and the last parenthesis; an empty span where one is missing. */
export function valueSpan({ text, open, end }: CosemLine): TextSpan {
  const closes = text.charCodeAt(end - 1) === closingParenthesis;
  return { text, start: open + 1, end: closes ? end - 1 : open + 1 };
}

/** The text of `valueSpan`. */
export function valueText(line: CosemLine): string {
  const { text, start, end } = valueSpan(line);
  return text.slice(start, end);
}

/**
 * The value groups, verbatim and without their parentheses: `(1)(2*kW)` gives `['1', '2*kW']`.
 * Undefined where the line is not made of whole groups.
 */
export function valueGroups(line: CosemLine): string[] | undefined {
  const { text, open, end } = line;
  const groups: string[] = [];
  let at = open;
  while (at < end) {
    const close = text.indexOf(')', at);
    if (text.charCodeAt(at) !== openingParenthesis || close < 0 || close >= end) return undefined;
    groups.push(text.slice(at + 1, close));
    at = close + 1;
  }
  return groups;
}

const openingParenthesis = 0x28;
const closingParenthesis = 0x29;
const space = 0x20;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && text.charCodeAt(trimmed - 1) <= space) trimmed -= 1;
  return trimmed;
}

function toLine(text: string, start: number, end: number): CosemLine {
  const found = text.indexOf('(', start);
  const open = found < 0 || found > end ? end : found;
  return { text, start, open, end, code: obisCode(text, start, open) };
}

function continueLine(lines: CosemLine[], text: string, start: number, end: number): void {
  const before = lines.pop();
  if (!before) return;
  const joined = lineText(before) + text.slice(start, end);
  lines.push(toLine(joined, 0, joined.length));
}
