/** Where the decimal digits that begin at `start` end. */
export function digitsEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

/** The number that decimal digits spell, behind those that `before` stands for. */
export function digitsValue(text: string, start: number, end: number, before = 0): number {
  let value = before;
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - zero;
  return value;
}

const zero = 0x30;
const nine = 0x39;

function isDigit(character: number): boolean {
  return character >= zero && character <= nine;
}
