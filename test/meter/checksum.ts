/** CRC-16/ARC of a telegram, from its slash up to and with its exclamation mark (DSMR 5.0.2 P1). */
export function checksum(bytes: Uint8Array): number {
  let remainder = 0;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = remainder % 2;
      remainder >>= 1;
      if (carry === 1) remainder ^= 0xa001;
    }
  }
  return remainder;
}
