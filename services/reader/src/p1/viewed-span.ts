import type { Span } from './span.ts';

/** A span whose bytes can be compared four at a time. */
export interface ViewedSpan extends Span {
  /** Over all of `bytes`. */
  readonly view: DataView;
}

/** A view over bytes, to be made once for all spans in them. */
export function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/**
 * Whether the bytes from the start of `span` on are those of `earlier`. A meter repeats most of a
 * telegram in the next one, so this reads nearly every byte of a line: hence four at a time.
 */
export function beginsWith(span: ViewedSpan, earlier: ViewedSpan): boolean {
  const { view, start, end } = span;
  const { view: earlierView, start: earlierStart } = earlier;
  const length = earlier.end - earlierStart;
  if (length > end - start) return false;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    if (view.getInt32(start + at) !== earlierView.getInt32(earlierStart + at)) return false;
  }
  for (; at < length; at++) {
    if (view.getUint8(start + at) !== earlierView.getUint8(earlierStart + at)) return false;
  }
  return true;
}
