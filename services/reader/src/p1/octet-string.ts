import { hexValue, isPrintable } from './ascii.ts';
import { type Span, textOf } from './span.ts';

/**
 * The text that an octet string stands for: `4B3847` is "K8G". Meters also send identifiers as
 * plain text, of odd length, redacted or of bytes that are no characters: those stay as sent.
 * Empty where there is nothing to read: no octets, blanks, or a register filled with 0xFF.
 */
export function readOctets(sent: Span): string {
  return meaningful(decodedHex(sent, isPrintable) ?? textOf(sent));
}

/** Text for people: like `readOctets`, with the letters of ISO 8859-1 and line ends. */
export function readMessage(sent: Span): string {
  return meaningful(decodedHex(sent, isMessageByte) ?? textOf(sent));
}

/** A version, which is plain text (`50`, `50217`); some meters encode it as `3530323137`. */
export function readVersion(sent: Span): string {
  const text = textOf(sent);
  return /^(3\d){5,}$/.test(text) ? readOctets(sent) : meaningful(text);
}

function decodedHex(sent: Span, isAllowed: (byte: number) => boolean): string | undefined {
  const { bytes, start, end } = sent;
  if ((end - start) % 2 === 1 || start === end) return undefined;
  const octets = Buffer.allocUnsafe((end - start) / 2);
  for (let at = 0; at < octets.length; at++) {
    const octet = hexValue(bytes[start + 2 * at]) * 16 + hexValue(bytes[start + 2 * at + 1]);
    if (!isAllowed(octet)) return undefined;
    octets[at] = octet;
  }
  return octets.toString('latin1');
}

function isMessageByte(byte: number): boolean {
  return isPrintable(byte) || byte === 0x0a || byte === 0x0d || (byte >= 0xa0 && byte <= 0xff);
}

function meaningful(text: string): string {
  if (text === '') return text;
  return /[\x21-\x7e]/.test(text) ? text.trim() : '';
}
