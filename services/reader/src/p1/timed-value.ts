import { looksLikeTime } from './p1-timestamp.ts';
import type { Span } from './span.ts';

/** A value and when it was taken, both as sent. */
export interface TimedValue {
  readonly time: Span;
  readonly value: Span;
}

/**
 * Takes two value groups for a time and a value, `(101209112500W)(12785.123*m3)`. Iskra MIE5T
 * sends them the other way round.
 */
export function timedValue(groups: readonly Span[]): TimedValue | undefined {
  const [first, second] = groups;
  if (first === undefined || second === undefined || groups.length > 2) return undefined;
  return looksLikeTime(second) && !looksLikeTime(first)
    ? { time: second, value: first }
    : { time: first, value: second };
}
