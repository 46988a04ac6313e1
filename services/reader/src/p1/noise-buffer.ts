import { endsLine, lineEndsEnd, space } from './ascii.ts';
import type { Discarded } from './frame.ts';

const nothing: Buffer = Buffer.alloc(0);
const none: readonly Discarded[] = [];
const maxNoiseBytes = 1024;
const streamBytes = 64;

/** Gathers bytes that belong to no telegram, so that they are told of in pieces worth telling. */
export class NoiseBuffer {
  #bytes = nothing;

  /** The full pieces that these bytes complete. */
  add(bytes: Buffer): readonly Discarded[] {
    let gathered = withoutLineEnds(Buffer.concat([this.#bytes, bytes]));
    const pieces: Discarded[] = [];
    while (gathered.length >= maxNoiseBytes) {
      pieces.push(noise(gathered.subarray(0, maxNoiseBytes)));
      gathered = withoutLineEnds(gathered.subarray(maxNoiseBytes));
    }
    this.#bytes = Buffer.from(gathered);
    return pieces;
  }

  /** What is gathered so far. */
  flush(): readonly Discarded[] {
    const bytes = this.#bytes;
    this.#bytes = nothing;
    return isPadding(bytes) ? none : [noise(bytes)];
  }
}

/** The rest of a line end may come in after its telegram. */
function withoutLineEnds(bytes: Buffer): Buffer {
  return bytes.subarray(lineEndsEnd(bytes, 0));
}

/**
 * Line ends, spaces and NUL between telegrams are no noise; a stream of them is: a line that is
 * read much too fast looks so.
 */
function isPadding(bytes: Buffer): boolean {
  return bytes.length < streamBytes && bytes.every((byte) => byte === space || endsLine(byte));
}

function noise(bytes: Buffer): Discarded {
  return { kind: 'discarded', cause: 'noise', bytes: Buffer.from(bytes) };
}
