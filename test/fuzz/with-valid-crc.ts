/**
 * The telegram with a CRC that fits, so that what is wrong in it gets past the check. Written apart
 * from the reader's, bit by bit.
 */
export function withValidCrc(telegram: Buffer): Buffer {
  const end = telegram.lastIndexOf('!');
  const covered =
    end < 0 ? Buffer.concat([telegram, Buffer.from('\r\n!')]) : telegram.subarray(0, end + 1);
  let crc = 0;
  for (const byte of covered) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Buffer.concat([covered, Buffer.from(`${crc.toString(16).padStart(4, '0')}\r\n`)]);
}
