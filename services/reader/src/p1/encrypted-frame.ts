/** Longest encrypted frame that is kept. */
const maxEncryptedBytes = 32 * 1024;

/** The first byte of a frame, behind which `08` follows. */
export const encryptedTag = 0xdb;
const titleLength = 8;
const lengthAt = 2 + titleLength;
const counterLength = 4;
const gcmTagLength = 12;

/** Where the parts of a general-glo-ciphering frame lie (DLMS UA Green Book; Luxembourg E-Meter P1). */
export interface EncryptedLayout {
  readonly systemTitle: Buffer;
  readonly frameCounter: Buffer;
  readonly securityControl: number;
  readonly cipherText: Buffer;
  /** Absent where the frame is encrypted only. */
  readonly gcmTag?: Buffer;
}

/**
 * The length of the encrypted frame that begins at `start`, in bytes; `more` where its header is
 * not complete yet, undefined where it is no such frame.
 */
export function encryptedLength(bytes: Buffer, start: number): number | 'more' | undefined {
  const header = bytes.subarray(start, start + lengthAt + 4);
  if (header[0] !== encryptedTag || (header[1] ?? titleLength) !== titleLength) return undefined;
  const lengthBytes = lengthFieldBytes(header[lengthAt] ?? 0);
  if (lengthBytes === undefined) return undefined;
  if (header.length <= lengthAt + lengthBytes) return 'more';
  const content = contentLength(header, lengthBytes);
  const overhead = securityOverhead(header[lengthAt + lengthBytes]);
  const length = lengthAt + lengthBytes + content;
  if (overhead === undefined || content <= overhead || length > maxEncryptedBytes) return undefined;
  return length;
}

/** The parts of a frame whose length `encryptedLength` has told. */
export function encryptedLayout(frame: Buffer): EncryptedLayout {
  const securityAt = lengthAt + (lengthFieldBytes(frame[lengthAt] ?? 0) ?? 0);
  const cipherAt = securityAt + 1 + counterLength;
  const securityControl = frame[securityAt] ?? 0;
  const parts = {
    systemTitle: frame.subarray(2, lengthAt),
    frameCounter: frame.subarray(securityAt + 1, cipherAt),
    securityControl,
  };
  if (!isAuthenticated(securityControl)) return { ...parts, cipherText: frame.subarray(cipherAt) };
  const tagAt = frame.length - gcmTagLength;
  return {
    ...parts,
    cipherText: frame.subarray(cipherAt, tagAt),
    gcmTag: frame.subarray(tagAt),
  };
}

/** BER length: one byte up to 7F, or 81 or 82 before one or two bytes. */
function lengthFieldBytes(first: number): number | undefined {
  if (first < 0x80) return 1;
  return first === 0x81 || first === 0x82 ? first - 0x80 + 1 : undefined;
}

function contentLength(header: Buffer, lengthBytes: number): number {
  return lengthBytes === 1
    ? (header[lengthAt] ?? 0)
    : header.readUIntBE(lengthAt + 1, lengthBytes - 1);
}

const encryptedOnly = 0x20;
const authenticatedAndEncrypted = 0x30;

function securityOverhead(securityControl: number | undefined): number | undefined {
  if (securityControl === encryptedOnly) return 1 + counterLength;
  if (securityControl === authenticatedAndEncrypted) return 1 + counterLength + gcmTagLength;
  return undefined;
}

function isAuthenticated(securityControl: number): boolean {
  return securityControl === authenticatedAndEncrypted;
}
