/** Characters that the framing of telegrams turns on. */
export const slash = 0x2f;
export const exclamationMark = 0x21;

export function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x20 && byte <= 0x7e;
}

/** NUL counts: some meters send it behind their last line end. */
export function endsLine(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0;
}

/** What a hexadecimal digit stands for; -1 for any other byte. */
export function hexValue(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
