import { endsLine } from './ascii.ts';
import type { Discarded } from './frame.ts';

const nothing: Buffer = Buffer.alloc(0);
const maxNoiseBytes = 1024;
const streamBytes = 64;

/** Gathers bytes that belong to no telegram, so that they are told of in pieces worth telling. */
export class NoiseBuffer {
  #bytes = nothing;

  /** The full pieces that these bytes complete. */
  add(bytes: Buffer): Discarded[] {
    const pieces: Discarded[] = [];
    let gathered = Buffer.concat([this.#bytes, bytes]);
    while (gathered.length >= maxNoiseBytes) {
      pieces.push(...noise(gathered.subarray(0, maxNoiseBytes)));
      gathered = gathered.subarray(maxNoiseBytes);
    }
    this.#bytes = Buffer.from(gathered);
    return pieces;
  }

  /** What is gathered so far. */
  flush(): Discarded[] {
    const bytes = this.#bytes;
    if (bytes.length === 0) return [];
    this.#bytes = nothing;
    return noise(bytes);
  }
}

/**
 * Line ends, spaces and NUL between telegrams are no noise; a stream of them is: a line that is
 * read much too fast looks so.
 */
function noise(bytes: Buffer): Discarded[] {
  const isPadding = bytes.length < streamBytes && bytes.every(isBlank);
  return isPadding ? [] : [{ kind: 'discarded', cause: 'noise', bytes: Buffer.from(bytes) }];
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || endsLine(byte);
}
