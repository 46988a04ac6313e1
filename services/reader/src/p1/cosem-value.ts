import { asterisk, dot, hyphen as minus } from './ascii.ts';
import { digitsEnd, digitsValue, type Span, textOf } from './span.ts';
import { type Unit, unitOf } from './unit.ts';

/**
 * Reads `000123.456*kWh` as a number of base units of `expected`: 123456 (Wh). Its digits are the
 * value, no rounding of binary fractions takes part; the unit is the one that was sent. Units that
 * SMER counts in whole numbers are rounded to the nearest.
 *
 * Undefined where there is no such number, where its unit is missing or measures something else,
 * or where it is too large to be summed with others exactly.
 */
export function readQuantity({ bytes, start, end }: Span, expected: Unit): number | undefined {
  const first = bytes[start] === minus ? start + 1 : start;
  const point = digitsEnd(bytes, first, end);
  const fraction = bytes[point] === dot ? point + 1 : point;
  const numberEnd = digitsEnd(bytes, fraction, end);
  const decimals = numberEnd - fraction;
  if (point === first || (fraction > point && decimals === 0)) return undefined;
  const unit = sentUnit({ bytes, start: numberEnd, end }, expected);
  const digits = withFraction(
    digitsValue(bytes, first, point),
    digitsValue(bytes, fraction, numberEnd),
    decimals,
  );
  if (unit === undefined || !Number.isSafeInteger(digits)) return undefined;
  const value = scaled(digits, unit.exponent - decimals, unit.whole);
  if (value > largest) return undefined;
  return first > start && value !== 0 ? -value : value;
}

/** Reads `00004` as a number of things. Undefined where it is anything but digits. */
export function readCount({ bytes, start, end }: Span): number | undefined {
  if (start === end || digitsEnd(bytes, start, end) < end) return undefined;
  const count = digitsValue(bytes, start, end);
  return count <= Number.MAX_SAFE_INTEGER ? count : undefined;
}

/** The unit that a quantity was sent with, if it is one that SMER knows. */
export function unitSent(span: Span): Unit | undefined {
  const sent = textOf(span);
  return unitOf(sent.includes('*') ? sent.slice(sent.indexOf('*') + 1) : '');
}

/** More than any meter can show; 64 of them still sum up to a number that is exact. */
const largest = 2 ** 47;

function sentUnit({ bytes, start, end }: Span, expected: Unit): Unit | undefined {
  if (start === end) return expected.optional ? expected : undefined;
  if (bytes[start] !== asterisk) return undefined;
  const symbol = { bytes, start: start + 1, end };
  if (isSymbol(symbol, expected)) return expected;
  const unit = unitOf(textOf(symbol));
  return unit?.base === expected.base ? unit : undefined;
}

function isSymbol({ bytes, start, end }: Span, { symbolBytes }: Unit): boolean {
  if (end - start !== symbolBytes.length) return false;
  for (let at = 0; at < symbolBytes.length; at++) {
    if (bytes[start + at] !== symbolBytes[at]) return false;
  }
  return true;
}

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const powerOfTen = (exponent: number) => powersOfTen[exponent] ?? Number.POSITIVE_INFINITY;

function withFraction(digits: number, fraction: number, decimals: number): number {
  return digits * powerOfTen(decimals) + fraction;
}

function scaled(digits: number, exponent: number, whole: boolean): number {
  if (exponent >= 0) return digits * powerOfTen(exponent);
  const power = powerOfTen(-exponent);
  if (!whole) return digits / power;
  const rest = digits % power;
  return (digits - rest) / power + (rest * 2 >= power ? 1 : 0);
}
