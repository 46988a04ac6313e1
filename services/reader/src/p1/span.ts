import { digitZero, isDigit } from './ascii.ts';

/** A part of a telegram: the bytes from `start` up to, not including, `end`. */
export interface Span {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** A span over a text of its own. */
export function spanOf(text: string): Span {
  const bytes = Buffer.from(text, 'latin1');
  return { bytes, start: 0, end: bytes.length };
}

/** The text of a span, one character for each byte (ISO 8859-1). */
export function textOf({ bytes, start, end }: Span): string {
  return start === end ? '' : bytes.toString('latin1', start, end);
}

/** Where the decimal digits that begin at `start` end. */
export function digitsEnd(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at])) at += 1;
  return at;
}

/** The number that the decimal digits of a span spell. */
export function digitsValue(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + ((bytes[at] ?? 0) - digitZero);
  return value;
}
