import { createHash } from 'node:crypto';

const lagBytes = 1024;

/** SHA-256 of what came before a place that is only known once it is past, at most 1 KiB ago. */
export class LaggingHash {
  readonly #hash = createHash('sha256');
  #tail: Uint8Array = new Uint8Array(0);
  #hashed = 0;

  update(bytes: Uint8Array): void {
    const joined = Buffer.concat([this.#tail, bytes]);
    const due = Math.max(0, joined.length - lagBytes);
    this.#hash.update(joined.subarray(0, due));
    this.#tail = joined.subarray(due);
    this.#hashed += due;
  }

  /** In hexadecimal; undefined if `offset` is further back. Ends the calculation. */
  digestUpTo(offset: number): string | undefined {
    const rest = offset - this.#hashed;
    if (rest < 0 || rest > this.#tail.length) return undefined;
    return this.#hash.update(this.#tail.subarray(0, rest)).digest('hex');
  }
}
