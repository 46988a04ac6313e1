/** What the bytes on a line that carries no telegrams turn out to be. */
export interface RecognisedNoise {
  readonly trouble: 'noise' | 'wrong-speed' | 'inverted-signal' | 'dlms';
  /** In plain words, with what to do. */
  readonly detail: string;
}

/** Fewer bytes are no evidence. */
const enoughBytes = 64;

/** Recognises what a meter's line carries instead of telegrams; undefined where nothing can be told. */
export function recogniseNoise(bytes: Uint8Array): RecognisedNoise | undefined {
  if (bytes.length < enoughBytes) return undefined;
  return undefined;
}
