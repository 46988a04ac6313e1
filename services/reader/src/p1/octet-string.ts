/**
 * The text that an octet string stands for: `4B3847` is "K8G". Meters also send identifiers as
 * plain text, of odd length, redacted or of bytes that are no characters: those stay as sent.
 * Empty where there is nothing to read: no octets, blanks, or a register filled with 0xFF.
 */
export function readOctets(sent: string): string {
  return meaningful(decodedHex(sent, /^[\x20-\x7e]*$/) ?? sent);
}

/** Text for people: like `readOctets`, with the letters of ISO 8859-1 and line ends. */
export function readMessage(sent: string): string {
  return meaningful(decodedHex(sent, /^[\t\r\n\x20-\x7e\xa0-\xff]*$/) ?? sent);
}

/** A version, which is plain text (`50`, `50217`); some meters encode it as `3530323137`. */
export function readVersion(sent: string): string {
  return /^(3\d){5,}$/.test(sent) ? readOctets(sent) : meaningful(sent);
}

function decodedHex(sent: string, allowed: RegExp): string | undefined {
  if (sent.length % 2 === 1 || !/^[0-9A-Fa-f]*$/.test(sent)) return undefined;
  const text = Buffer.from(sent, 'hex').toString('latin1');
  return allowed.test(text) ? text : undefined;
}

function meaningful(text: string): string {
  return /[\x21-\x7e]/.test(text) ? text.trim() : '';
}
