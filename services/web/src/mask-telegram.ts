/**
 * Objects whose values tell a household apart: equipment identifiers (96.1.0, 96.1.1, 96.1.2, 96.1.255),
 * logical device name (42.0.0), device address (0.0.0). Example of a line:
 * `0-0:96.1.1(4530303434303037303337333832313136)`; some meters write `0-0:96:1.1`, or a storage number behind.
 */
const identifying =
  /^(?:\d+-)?\d+:(?:96[.:]1[.:](?:0|1|2|255)|42[.:]0[.:]0|0[.:]0[.:]0)(?:[*.]\d+)?\(/;
const groups = /\(([^)]*)\)/g;

/** Messages (96.13.n), which may have parentheses of their own. */
const message = /^((?:\d+-)?\d+:96[.:]13[.:]\d+(?:[*.]\d+)?\()(.*)(\)\s*)$/;

/** A serial number within an identification line, such as that of `/KMP5 ZABF001587315111`. */
const serialNumber = /\d{6,}/g;

/** A telegram in which identifiers and messages are X, each as long as before; the CRC no longer fits. */
export function maskTelegram(telegram: string): string {
  return telegram.split('\n').map(maskLine).join('\n');
}

/** An identification line without the serial number that some makers put into it. */
export const maskIdentification = (identification: string): string =>
  identification.replace(serialNumber, inX);

/** An identifier cut to what helps to recognise it: `E004…16`. */
export const shortenIdentifier = (identifier: string): string =>
  identifier.length <= 8 ? identifier : `${identifier.slice(0, 4)}…${identifier.slice(-2)}`;

function maskLine(line: string): string {
  if (line.startsWith('/')) return maskIdentification(line);
  const [, opening, text, end] = message.exec(line) ?? [];
  if (text !== undefined) return `${opening}${inX(text)}${end}`;
  if (!identifying.test(line)) return line;
  return line.replace(groups, (_, value: string) => `(${inX(value)})`);
}

const inX = (text: string) => 'X'.repeat(text.length);
