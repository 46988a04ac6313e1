/** Characters that telegrams are built with. */
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const exclamationMark = 0x21;
export const openingParenthesis = 0x28;
export const closingParenthesis = 0x29;
export const asterisk = 0x2a;
export const hyphen = 0x2d;
export const dot = 0x2e;
export const slash = 0x2f;
export const digitZero = 0x30;
const digitNine = 0x39;
export const colon = 0x3a;

export function isDigit(byte = 0): boolean {
  return byte >= digitZero && byte <= digitNine;
}

export function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && byte >= space && byte <= 0x7e;
}

/** Whether it belongs to CR LF. */
function isLineEnd(byte: number | undefined): boolean {
  return byte === lineFeed || byte === carriageReturn;
}

/** NUL counts: some meters send it behind their last line end. */
export function endsLine(byte: number | undefined): boolean {
  return isLineEnd(byte) || byte === 0;
}

/** What lines of text are made of. */
export function isText(byte: number): boolean {
  return isPrintable(byte) || isLineEnd(byte);
}

/** Where the line ends that stand at `start` are over, as far as they have come in. */
export function lineEndsEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (isLineEnd(bytes[at])) at += 1;
  return at;
}

/** What a hexadecimal digit stands for; -1 for any other byte. */
export function hexValue(byte = 0): number {
  if (isDigit(byte)) return byte - digitZero;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
