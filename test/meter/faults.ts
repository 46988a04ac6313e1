import { type Random, wholeBetween } from './random.ts';

/** What can happen to a telegram between the meter and the reader. */
export type LineFault =
  | { readonly kind: 'flip-bit' | 'corrupt-byte' | 'cut' | 'repeat' }
  | { readonly kind: 'garbage' | 'noise' | 'nul'; readonly bytes: number };

interface Line {
  readonly random: Random;
  /** The telegram before this one. */
  readonly previous: Buffer;
}

/** The bytes that reach the line in place of a telegram. */
export function applyFault(telegram: Buffer, fault: LineFault, { random, previous }: Line): Buffer {
  switch (fault.kind) {
    case 'flip-bit':
      return changeCoveredByte(
        telegram,
        random,
        (byte) => byte ^ (1 << wholeBetween(random, 0, 7)),
      );
    case 'corrupt-byte':
      return changeCoveredByte(telegram, random, (byte) => byte ^ wholeBetween(random, 1, 255));
    case 'cut':
      return telegram.subarray(0, wholeBetween(random, 1, telegram.lastIndexOf('!') - 1));
    case 'garbage':
      return Buffer.concat([garbage(fault.bytes, random), telegram]);
    case 'noise':
      return garbage(fault.bytes, random);
    case 'repeat':
      return Buffer.concat([telegram, telegram, previous]);
    case 'nul':
      return Buffer.concat([telegram, Buffer.alloc(fault.bytes)]);
  }
}

/** True for a fault that spoils the telegram itself, not just the line around it. */
export const spoilsTelegram = (fault: LineFault): boolean =>
  ['flip-bit', 'corrupt-byte', 'cut', 'noise'].includes(fault.kind);

/** Any byte from the slash up to and with the exclamation mark: what the checksum covers. */
function changeCoveredByte(
  telegram: Buffer,
  random: Random,
  change: (byte: number) => number,
): Buffer {
  const changed = Buffer.from(telegram);
  const at = wholeBetween(random, 0, telegram.lastIndexOf('!'));
  changed[at] = change(changed[at] ?? 0);
  return changed;
}

/** Noise of any byte; ended by a line end, as the next telegram begins on a line of its own. */
function garbage(bytes: number, random: Random): Buffer {
  const noise = Buffer.from(Array.from({ length: bytes }, () => wholeBetween(random, 0, 255)));
  return Buffer.concat([noise, Buffer.from('\r\n')]);
}
