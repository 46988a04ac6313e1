import { digitsEnd, digitsValue } from './digits.ts';
import { type Unit, unitOf } from './unit.ts';

/** A part of a text: what stands between one pair of parentheses. */
export interface TextSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const spanOf = (text: string): TextSpan => ({ text, start: 0, end: text.length });

/**
 * Reads `000123.456*kWh` as a number of base units of `expected`: 123456 (Wh). Its digits are the
 * value, no rounding of binary fractions takes part; the unit is the one that was sent. Units that
 * SMER counts in whole numbers are rounded to the nearest.
 *
 * Undefined where there is no such number, where its unit is missing or measures something else,
 * or where it has more digits than a number holds exactly.
 */
export function readQuantity(span: TextSpan, expected: Unit): number | undefined {
  const { text, start, end } = span;
  const first = text.charCodeAt(start) === minus ? start + 1 : start;
  const point = digitsEnd(text, first, end);
  const fraction = text.charCodeAt(point) === dot ? point + 1 : point;
  const numberEnd = digitsEnd(text, fraction, end);
  if (point === first || (fraction > point && numberEnd === fraction)) return undefined;
  const digits = digitsValue(text, fraction, numberEnd, digitsValue(text, first, point));
  const unit = sentUnit(span, numberEnd, expected);
  if (unit === undefined || digits > Number.MAX_SAFE_INTEGER) return undefined;
  const value = scaled(digits, unit.exponent - (numberEnd - fraction), unit.whole);
  return first > start && value !== 0 ? -value : value;
}

/** Reads `00004` as a number of things. Undefined where it is anything but digits. */
export function readCount({ text, start, end }: TextSpan): number | undefined {
  if (start === end || digitsEnd(text, start, end) < end) return undefined;
  const count = digitsValue(text, start, end);
  return count <= Number.MAX_SAFE_INTEGER ? count : undefined;
}

/** The unit that a quantity was sent with, if it is one that SMER knows. */
export function unitSent({ text, start, end }: TextSpan): Unit | undefined {
  const value = text.slice(start, end);
  return unitOf(value.includes('*') ? value.slice(value.indexOf('*') + 1) : '');
}

const minus = 0x2d;
const dot = 0x2e;
const asterisk = 0x2a;

function sentUnit({ text, end }: TextSpan, at: number, expected: Unit): Unit | undefined {
  if (at === end) return expected.optional || expected.symbol === '' ? expected : undefined;
  if (text.charCodeAt(at) !== asterisk) return undefined;
  const { symbol } = expected;
  if (end - at - 1 === symbol.length && text.startsWith(symbol, at + 1)) return expected;
  const unit = unitOf(text.slice(at + 1, end));
  return unit?.base === expected.base ? unit : undefined;
}

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

function scaled(digits: number, exponent: number, whole: boolean): number {
  const power = powersOfTen[Math.abs(exponent)] ?? Number.POSITIVE_INFINITY;
  if (exponent >= 0) return digits * power;
  if (!whole) return digits / power;
  const rest = digits % power;
  return (digits - rest) / power + (rest * 2 >= power ? 1 : 0);
}
