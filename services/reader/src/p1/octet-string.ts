import { hexValue, isPrintable, isText, space } from './ascii.ts';
import { maxLineBytes } from './find-end.ts';
import { type Span, textOf } from './span.ts';

/**
 * The text that an octet string stands for: `4B3847` is "K8G". Meters also send identifiers as
 * plain text, of odd length, redacted or of bytes that are no characters: those stay as sent.
 * Empty where there is nothing to read: no octets, blanks, or a register filled with 0xFF.
 */
export function readOctets(sent: Span): string {
  return trimmedText(decodedHex(sent, isPrintable) ?? sent);
}

/** Text for people: like `readOctets`, with the letters of ISO 8859-1 and line ends. */
export function readMessage(sent: Span): string {
  return trimmedText(decodedHex(sent, isMessageByte) ?? sent);
}

/** A version, which is plain text (`50`, `50217`); some meters encode it as `3530323137`. */
export function readVersion(sent: Span): string {
  const isEncoded = sent.end - sent.start >= 10 && sent.bytes[sent.start] === digitThree;
  return isEncoded ? readOctets(sent) : trimmedText(sent);
}

const digitThree = 0x33;

function isMessageByte(byte: number): boolean {
  return isText(byte) || (byte >= 0xa0 && byte <= 0xff);
}

/** Used again for each octet string; its text is made before the next one is read. */
const octets = Buffer.alloc(maxLineBytes / 2);

function decodedHex(sent: Span, isAllowed: (byte: number) => boolean): Span | undefined {
  const { bytes, start, end } = sent;
  const length = (end - start) / 2;
  if (!Number.isInteger(length) || length > octets.length) return undefined;
  for (let at = 0; at < length; at++) {
    const octet = (hexValue(bytes[start + 2 * at]) << 4) | hexValue(bytes[start + 2 * at + 1]);
    if (!isAllowed(octet)) return undefined;
    octets[at] = octet;
  }
  return { bytes: octets, start: 0, end: length };
}

/** Without what shows nothing at either end. */
function trimmedText({ bytes, start, end }: Span): string {
  let first = start;
  let last = end;
  while (first < last && !isVisible(bytes[first])) first += 1;
  while (last > first && !isVisible(bytes[last - 1])) last -= 1;
  return textOf({ bytes, start: first, end: last });
}

function isVisible(byte: number | undefined): boolean {
  return byte !== undefined && byte > space && byte !== 0x7f && byte !== 0xff;
}
