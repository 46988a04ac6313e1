const bytesAtOnce = 8;
const table = createTable();

/**
 * CRC-16/ARC of `bytes` from `start` up to, not including, `end`: polynomial 0x8005 reflected,
 * nothing in, nothing out (DSMR 5.0.2 P1, 5.2). "123456789" gives 0xBB3D.
 */
export function crc16Arc(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  let at = start;
  for (; at + bytesAtOnce <= end; at += bytesAtOnce) {
    crc =
      effect(7, (crc & 0xff) ^ byteAt(bytes, at)) ^
      effect(6, (crc >> 8) ^ byteAt(bytes, at + 1)) ^
      effect(5, byteAt(bytes, at + 2)) ^
      effect(4, byteAt(bytes, at + 3)) ^
      effect(3, byteAt(bytes, at + 4)) ^
      effect(2, byteAt(bytes, at + 5)) ^
      effect(1, byteAt(bytes, at + 6)) ^
      effect(0, byteAt(bytes, at + 7));
  }
  for (; at < end; at++) crc = effect(0, (crc & 0xff) ^ byteAt(bytes, at)) ^ (crc >> 8);
  return crc;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** What a byte does to the CRC once `later` more bytes have followed it. */
function effect(later: number, byte: number): number {
  return table[(later << 8) | byte] ?? 0;
}

function createTable(): Uint16Array {
  const effects = new Uint16Array(bytesAtOnce * 256);
  for (let byte = 0; byte < 256; byte++) effects[byte] = shifted(byte);
  for (let at = 256; at < effects.length; at++) effects[at] = shifted(effects[at - 256] ?? 0);
  return effects;
}

/** The CRC after eight more bits, all 0. */
function shifted(start: number): number {
  let crc = start;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
}
