const code = (character: string) => character.charCodeAt(0);

export const marks = {
  quote: code('"'),
  openBrace: code('{'),
  closeBrace: code('}'),
  openBracket: code('['),
  closeBracket: code(']'),
  comma: code(','),
  colon: code(':'),
} as const;

export const newline = code('\n');
const backslash = code('\\');
const { quote, comma, closeBrace } = marks;

export const isSpace = (byte: number | undefined): boolean =>
  byte === 32 || byte === newline || byte === 13 || byte === 9;

/** One past the closing quote, or -1 if it is not there. */
export function endOfString(bytes: Uint8Array, start: number): number {
  for (let index = start + 1; index < bytes.length; index += 1) {
    if (bytes[index] === backslash) index += 1;
    else if (bytes[index] === quote) return index + 1;
  }
  return -1;
}

/** One past a number or a word, or -1. */
export function endOfScalar(bytes: Uint8Array, start: number): number {
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === comma || byte === closeBrace || isSpace(byte)) return index;
  }
  return -1;
}

/** One past the closing brace of an object without objects in it, or -1. */
export function endOfFlatObject(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== closeBrace) {
    if (bytes[index] !== quote) index += 1;
    else index = endOfString(bytes, index);
    if (index < 0) return -1;
  }
  return index < bytes.length ? index + 1 : -1;
}

/** How many lines end in some bytes. */
export function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
