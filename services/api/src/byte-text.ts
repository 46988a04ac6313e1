const zero = 0x30;
const minus = 0x2d;

/** Has no positive counterpart of 32 bits. */
const smallest = -(2 ** 31);

/**
 * ASCII text put together as bytes, a chunk at a time. Several times faster than joining
 * strings, which V8 keeps as a tree and has to flatten and encode in the end.
 */
export class ByteText {
  readonly #chunkBytes: number;
  readonly #bytes: Buffer;
  #length = 0;

  /** `largestPiece`: what may be written, in bytes, between two looks at `isFull`. */
  constructor(chunkBytes: number, largestPiece: number) {
    this.#chunkBytes = chunkBytes;
    this.#bytes = Buffer.allocUnsafe(chunkBytes + largestPiece);
  }

  get isFull(): boolean {
    return this.#length >= this.#chunkBytes;
  }

  /** Hands over what was written, and begins anew. */
  take(): Uint8Array {
    const chunk = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return chunk;
  }

  byte(value: number): void {
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  copy(piece: Uint8Array): void {
    this.#bytes.set(piece, this.#length);
    this.#length += piece.length;
  }

  ascii(text: string): void {
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** Writes a number as JSON does. */
  number(value: number): void {
    const integer = value | 0;
    if (integer !== value || integer === smallest) {
      this.ascii(String(value));
      return;
    }
    if (integer < 0) this.byte(minus);
    this.#digits(Math.abs(integer));
  }

  #digits(value: number): void {
    const bytes = this.#bytes;
    const end = this.#length + digitsIn(value);
    let at = end;
    let rest = value;
    do {
      const tenth = (rest / 10) | 0;
      at -= 1;
      bytes[at] = zero + rest - tenth * 10;
      rest = tenth;
    } while (rest !== 0);
    this.#length = end;
  }
}

function digitsIn(value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = (rest / 10) | 0) digits += 1;
  return digits;
}
