import { isText } from './ascii.ts';

/** What the bytes on a line that carries no telegrams turn out to be. */
export interface RecognisedNoise {
  readonly trouble: 'noise' | 'wrong-speed' | 'inverted-signal' | 'dlms';
  /** In plain words, with what to do. */
  readonly detail: string;
}

/** Fewer bytes are no evidence. */
const enoughBytes = 64;
/** Telegrams are made of these characters for a larger part, noise is not. */
const telegramShare = 0.6;
const damagedShare = 0.05;

const findings = {
  dlms: {
    trouble: 'dlms',
    detail:
      'The line carries DLMS or M-Bus frames, not P1 telegrams: this port speaks another protocol; ask the grid operator whether the meter has a P1 port',
  },
  damaged: {
    trouble: 'noise',
    detail:
      'Many bytes arrive damaged: check the plug, try a shorter cable or another USB port, away from other cables',
  },
  parity: {
    trouble: 'wrong-speed',
    detail: 'The meter sends 7 data bits and a parity bit: set P1_SERIAL=9600-7E1',
  },
  inverted: {
    trouble: 'inverted-signal',
    detail:
      'The signal is inverted: use a cable made for P1 ports, or an inverter between the port and the serial input',
  },
  unreadable: {
    trouble: 'wrong-speed',
    detail:
      'Bytes arrive that can not be read: the serial settings do not fit the meter, or the signal is inverted; leave P1_SERIAL out, or try 115200-8N1 and 9600-7E1',
  },
} as const satisfies Record<string, RecognisedNoise>;

/** Recognises what a line carries instead of telegrams; undefined where nothing can be told. */
export function recogniseNoise(bytes: Uint8Array): RecognisedNoise | undefined {
  if (bytes.some((_, at) => isHdlcFrame(bytes, at) || isWiredMbusFrame(bytes, at)))
    return findings.dlms;
  if (bytes.length < enoughBytes) return undefined;
  if (share(bytes, isTelegramByte) >= telegramShare) {
    return share(bytes, isDamaged) > damagedShare ? findings.damaged : undefined;
  }
  if (share(bytes, (byte) => isTelegramByte(byte & 0x7f)) >= telegramShare) return findings.parity;
  if (share(bytes, (byte) => isTelegramByte(uninverted(byte))) >= telegramShare)
    return findings.inverted;
  return share(bytes, isText) >= telegramShare ? undefined : findings.unreadable;
}

function share(bytes: Uint8Array, matches: (byte: number) => boolean): number {
  let count = 0;
  for (const byte of bytes) if (matches(byte)) count += 1;
  return count / bytes.length;
}

const telegramBytes = new Set(Buffer.from('0123456789ABCDEF.():*-\r\n'));

function isTelegramByte(byte: number): boolean {
  return telegramBytes.has(byte);
}

function isDamaged(byte: number): boolean {
  return !isText(byte) && byte !== 0;
}

/**
 * What was sent, if the line of 8 data bits is inverted. The receiver takes the first inverted 1 bit
 * for the start bit, so all bits arrive inverted and one place up; the lowest is always 1.
 */
function uninverted(byte: number): number {
  return byte & 1 ? ~(byte >> 1) & 0x7f : 0;
}

/** `7E A0 …`: an HDLC frame of type 3 tells its length and ends with 7E again. */
function isHdlcFrame(bytes: Uint8Array, at: number): boolean {
  const format = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0x7e || format >> 4 !== 0xa) return false;
  const length = ((format & 0x07) << 8) | (bytes[at + 2] ?? 0);
  return length > 6 && bytes[at + length + 1] === 0x7e;
}

/** `68 L L 68 … 16`: a long frame of wired M-Bus. */
function isWiredMbusFrame(bytes: Uint8Array, at: number): boolean {
  const length = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0x68 || bytes[at + 2] !== length || bytes[at + 3] !== 0x68) return false;
  return bytes[at + length + 5] === 0x16;
}
