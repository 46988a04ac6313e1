import { asterisk, colon, digitZero, dot, hyphen, isDigit } from './ascii.ts';
import { type Span, spanOf } from './span.ts';

/** What `readObisCode` gives for what is not an OBIS reference. */
export const notObis = -1;

const maxGroup = 255;
/** A and B as far as meters use them: a code then fits in 31 bits, which V8 keeps unboxed. */
const maxima = [15, 7, maxGroup, maxGroup, maxGroup];
const unusedF = 255;
const empty = -1;
const noGroup = 9;

/**
 * An OBIS reference as one number, for quick look-up: `1-0:1.8.1` and, as they mean the same,
 * `1-0:1.8.1*255`, `1-0:1.8.1.255` and `1-0:1:8.1`. Group A may be left out for 0: `0:96.7.19`.
 * Gives `notObis` for anything else.
 */
export function readObisCode({ bytes, start, end }: Span): number {
  let code = 0;
  let group = 0;
  let value = empty;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte)) {
      value = Math.max(value, 0) * 10 + byte - digitZero;
      continue;
    }
    group = groupEndedBy(byte, group);
    code = withGroup(code, group, value);
    group += 1;
    value = empty;
  }
  if (group === maxima.length && value === unusedF) return code;
  return group === maxima.length - 1 ? withGroup(code, group, value) : notObis;
}

/** The code of a reference that is known to be one. */
export const obisCode = (reference: string): number => readObisCode(spanOf(reference));

/** The group that a separator ends, given the one expected; `noGroup` where it ends none. */
function groupEndedBy(byte: number, group: number): number {
  switch (byte) {
    case hyphen:
      return group === 0 ? group : noGroup;
    case colon:
      return group < 4 ? Math.max(group, 1) : noGroup;
    case dot:
      return group > 1 ? group : noGroup;
    default:
      return byte === asterisk && group === 4 ? group : noGroup;
  }
}

/** `notObis` where the code so far or the group is no good. */
function withGroup(code: number, group: number, value: number): number {
  const maximum = maxima[group] ?? empty;
  if (code < 0 || value < 0 || value > maximum) return notObis;
  return code * (maximum + 1) + value;
}
