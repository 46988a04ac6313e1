/** What the framer cut out of the bytes on the line. */
export type Frame = PlainFrame | EncryptedFrame | Discarded;

/** A telegram as text, not checked yet. */
export interface PlainFrame {
  readonly kind: 'plain';
  /** From `/` through the CRC digits and a line end, whether or not that has come in yet. */
  readonly bytes: Buffer;
  /** How many of the bytes are the telegram, from `/` up to but not including its `!`. */
  readonly textEnd: number;
  /**
   * What stands behind `!`: a CRC, nothing, or something else; `bare` where the `!`
   * itself is missing, as on Iskra MT382.
   */
  readonly ending: 'crc' | 'none' | 'garbled' | 'bare';
  /** Whether `/` stood at the start of a line, not behind other text. */
  readonly startsLine: boolean;
}

/** A general-glo-ciphering frame, from its `DB` tag through its GCM tag. */
export interface EncryptedFrame {
  readonly kind: 'encrypted';
  readonly bytes: Buffer;
}

/** Bytes that are no telegram. */
export interface Discarded {
  readonly kind: 'discarded';
  readonly cause: 'noise' | 'cut' | 'oversize' | 'timeout';
  readonly bytes: Buffer;
}
