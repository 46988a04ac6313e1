import { digitsEnd, digitsValue } from './digits.ts';

/** What `obisCode` gives for text that is not an OBIS reference. */
export const notObis = -1;

const maxGroup = 255;
/** A and B as far as meters use them: a code then fits in 31 bits, which V8 keeps unboxed. */
const maxima = [15, 7, maxGroup, maxGroup, maxGroup];
const unusedF = '255';

/**
 * An OBIS reference as one number, for quick look-up: `1-0:1.8.1` and, as they mean the same,
 * `1-0:1.8.1*255`, `1-0:1.8.1.255` and `1-0:1:8.1`. Group A may be left out for 0: `0:96.7.19`.
 * Gives `notObis` for anything else.
 */
export function obisCode(text: string, start = 0, end = text.length): number {
  let code = 0;
  let at = start;
  for (let group = isMediumMissing(text, start, end) ? 1 : 0; group < maxima.length; group++) {
    const groupEnd = digitsEnd(text, at, end);
    const value = groupValue(text, at, groupEnd);
    const maximum = maxima[group] ?? 0;
    if (!(value <= maximum) || !endsGroup(group, text, groupEnd, end)) return notObis;
    code = code * (maximum + 1) + value;
    at = groupEnd + 1;
  }
  return at > end || text.slice(at, end) === unusedF ? code : notObis;
}

const hyphen = 0x2d;
const colon = 0x3a;
const dot = 0x2e;
const asterisk = 0x2a;

function isMediumMissing(text: string, start: number, end: number): boolean {
  return text.charCodeAt(digitsEnd(text, start, end)) === colon;
}

function groupValue(text: string, start: number, end: number): number {
  return end > start ? digitsValue(text, start, end) : Number.NaN;
}

function endsGroup(group: number, text: string, at: number, end: number): boolean {
  const character = text.charCodeAt(at);
  if (group === 0) return character === hyphen;
  if (group === 1) return character === colon;
  if (group < 4) return character === dot || character === colon;
  return at === end || character === dot || character === asterisk;
}
