import { type End, findEnd } from './find-end.ts';
import type { Start } from './find-start.ts';
import type { Frame, PlainFrame } from './frame.ts';

/** A frame, and where the line goes on after it. */
export interface Cut {
  readonly frame: Frame;
  readonly next: number;
}

export interface CutContext {
  /** Whether no more bytes will come: silence ends what has no end. */
  readonly complete: boolean;
  /** Whether a telegram may end without a `!`. */
  readonly mayEndBare: boolean;
}

type PlainStart = Extract<Start, { kind: 'plain' }>;

/** Cuts the frame at `start` off, if its end is there. */
export function cutFrame(bytes: Buffer, start: Start, context: CutContext): Cut | undefined {
  if (start.kind === 'plain') return cutPlain(bytes, start, context);
  if (start.kind !== 'encrypted') return undefined;
  const next = start.at + start.length;
  if (next > bytes.length) return undefined;
  return { frame: { kind: 'encrypted', bytes: Buffer.from(bytes.subarray(start.at, next)) }, next };
}

function cutPlain(bytes: Buffer, start: PlainStart, context: CutContext): Cut | undefined {
  const end = findEnd(bytes, start.at, context.complete);
  if (end === undefined) return context.complete ? cutBare(bytes, start, context) : undefined;
  if (end.kind === 'terminated') return { frame: terminated(bytes, start, end), next: end.next };
  const bare =
    end.kind === 'cut' ? cutBare(bytes.subarray(0, end.next), start, context) : undefined;
  if (bare !== undefined) return bare;
  const discarded = Buffer.from(bytes.subarray(start.at, end.next));
  return { frame: { kind: 'discarded', cause: end.kind, bytes: discarded }, next: end.next };
}

type Terminated = Extract<End, { kind: 'terminated' }>;

function terminated(bytes: Buffer, { at, startsLine }: PlainStart, end: Terminated): PlainFrame {
  const length = end.crcEnd - at;
  const telegram = Buffer.allocUnsafe(length + 2);
  bytes.copy(telegram, 0, at, end.crcEnd);
  telegram.write('\r\n', length, 'latin1');
  const textEnd = end.textEnd - at;
  return { kind: 'plain', bytes: telegram, textEnd, ending: end.ending, startsLine };
}

/** A telegram without a `!`, as Iskra MT382 sends it: it ends with the bytes. */
function cutBare(bytes: Buffer, { at, startsLine }: PlainStart, context: CutContext) {
  const telegram = Buffer.from(bytes.subarray(at));
  if (!context.mayEndBare || !isWhole(telegram)) return undefined;
  const textEnd = telegram.length;
  const frame = { kind: 'plain', bytes: telegram, textEnd, ending: 'bare', startsLine } as const;
  return { frame, next: bytes.length };
}

/** Every meter that ends its telegrams with a CRC sends its clock or its version before. */
const marksOfCrc = ['0-0:1.0.0(', '1-3:0.2.8(', '0-0:96.1.4('];

function isWhole(telegram: Buffer): boolean {
  const text = telegram.toString('latin1');
  return /\)\s*$/.test(text) && !marksOfCrc.some((mark) => text.includes(mark));
}
