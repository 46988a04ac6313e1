/** A value and when it was taken, both as sent. */
export interface TimedValue {
  readonly time: string;
  readonly value: string;
}

/**
 * Takes a pair of value groups for a time and a value, `(101209112500W)(12785.123*m3)`.
 * Iskra MIE5T sends them the other way round.
 */
export function timedValue(groups: readonly string[] | undefined): TimedValue | undefined {
  if (groups?.length !== 2) return undefined;
  const [first = '', second = ''] = groups;
  return looksLikeTime(second) && !looksLikeTime(first)
    ? { time: second, value: first }
    : { time: first, value: second };
}

function looksLikeTime(sent: string): boolean {
  return /^\d{12}[A-Z]?$/.test(sent);
}
