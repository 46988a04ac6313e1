import { isPrintable } from './ascii.ts';
import { cutFrame } from './cut-frame.ts';
import { encryptedLength, encryptedTag } from './encrypted-frame.ts';
import { findStart } from './find-start.ts';
import type { Frame } from './frame.ts';
import { NoiseBuffer } from './noise-buffer.ts';

/** Silence after which a telegram that lacks its terminator is over, at any speed of the line. */
const quietMs = 500;
/** Silence after which half an encrypted frame is given up. */
const encryptedPauseMs = 1_000;
/** Silence after which half a telegram is given up. */
const timeoutMs = 15_000;

const nothing: Buffer = Buffer.alloc(0);

/**
 * Cuts the bytes of a line into telegrams, whatever pieces they come in and whatever stands
 * between them. It keeps at most one telegram, and knows nothing of what telegrams say. Instants are
 * milliseconds of a clock that nobody sets.
 */
export class Framer {
  readonly #binary: boolean;
  readonly #noise = new NoiseBuffer();
  #rest = nothing;
  /** Whether the byte before `#rest` ended a line. */
  #afterLine = true;
  /** Whether a telegram with a terminator was seen; then every one must have it. */
  #terminates = false;
  #lastByteAt = Number.NEGATIVE_INFINITY;

  /** `binary`: whether encrypted frames may occur; in the text of one there are none. */
  constructor({ binary }: { binary: boolean }) {
    this.#binary = binary;
  }

  push(chunk: Uint8Array, uptime: number): Frame[] {
    this.#lastByteAt = uptime;
    const bytes = Buffer.isBuffer(chunk) ? chunk : bufferOver(chunk);
    return this.#take(this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]), false);
  }

  /** To be called while the line is quiet: ends what silence ends. */
  idle(uptime: number): Frame[] {
    const silenceMs = uptime - this.#lastByteAt;
    if (silenceMs < quietMs) return [];
    const frames = this.#take(this.#rest, true);
    if (silenceMs >= encryptedPauseMs && this.#rest[0] === encryptedTag) {
      frames.push(...this.#giveUpEncrypted());
    }
    if (silenceMs >= timeoutMs && this.#rest.length > 0) {
      frames.push({ kind: 'discarded', cause: 'timeout', bytes: this.#rest });
      this.#rest = nothing;
      this.#afterLine = true;
    }
    return [...frames, ...this.#noise.flush()];
  }

  /** Forgets half telegrams; the line was opened again. */
  reset(): void {
    this.#noise.flush();
    this.#rest = nothing;
    this.#afterLine = true;
    this.#terminates = false;
  }

  /** Drops half a frame; behind its first byte a whole one may stand, but no telegram as text. */
  #giveUpEncrypted(): Frame[] {
    const bytes = this.#rest;
    const at = bytes.findIndex((_, index) => index > 0 && hasWholeFrame(bytes, index));
    this.#rest = nothing;
    if (at < 0) return [...this.#noise.add(bytes)];
    return [...this.#noise.add(bytes.subarray(0, at)), ...this.#take(bytes.subarray(at), true)];
  }

  #take(bytes: Buffer, complete: boolean): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < bytes.length) {
      const context = { afterLine: this.#afterLine, binary: this.#binary, complete };
      const start = findStart(bytes, at, context);
      if (start.at > at) {
        frames.push(...this.#noise.add(bytes.subarray(at, start.at)));
        this.#afterLine = !isPrintable(bytes[start.at - 1]);
      }
      at = start.at;
      const cut = cutFrame(bytes, start, { complete, mayEndBare: !this.#terminates });
      if (!cut) break;
      frames.push(...this.#noise.flush(), cut.frame);
      this.#afterLine = cut.frame.kind !== 'discarded' || cut.frame.cause !== 'oversize';
      this.#terminates ||= isTerminated(cut.frame);
      at = cut.next;
    }
    this.#rest = at === bytes.length ? nothing : Buffer.from(bytes.subarray(at));
    return frames;
  }
}

/** A garbled end may be the 1 of a reference with a wrong bit, from a meter that sends no `!`. */
function isTerminated(frame: Frame): boolean {
  return frame.kind === 'plain' && (frame.ending === 'crc' || frame.ending === 'none');
}

function hasWholeFrame(bytes: Buffer, at: number): boolean {
  const length = encryptedLength(bytes, at);
  return typeof length === 'number' && at + length <= bytes.length;
}

function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
