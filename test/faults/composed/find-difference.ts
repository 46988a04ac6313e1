import { slotS } from '../../containers/read-api.ts';

/** A row of /api/history or a bucket of /api/energy. */
export type Row = Readonly<Record<string, unknown>>;

/** Instants from one to the other, both included; epoch seconds of the meter's clock. */
export interface Span {
  readonly fromS: number;
  readonly toS: number;
}

/**
 * How a history differs from that of its twin, in a line, leaving out the slots that a gap touches;
 * undefined where it is the same.
 */
export function findDifference(
  disturbed: readonly Row[],
  undisturbed: readonly Row[],
  gaps: readonly Span[],
): string | undefined {
  const [ours, theirs] = [bySlot(disturbed, gaps), bySlot(undisturbed, gaps)];
  for (const slot of [...new Set([...theirs.keys(), ...ours.keys()])].sort((a, b) => a - b)) {
    const [our, their] = [ours.get(slot), theirs.get(slot)];
    if (our !== their)
      return `${isoOf(slot)}: ${our ?? 'nothing'}; its twin: ${their ?? 'nothing'}`;
  }
  return undefined;
}

function bySlot(rows: readonly Row[], gaps: readonly Span[]): Map<number, string> {
  return new Map(
    rows
      .map((row) => [slotOf(row), JSON.stringify(row)] as const)
      .filter(([slot]) => !gaps.some(({ fromS, toS }) => slot + slotS > fromS && slot <= toS)),
  );
}

const slotOf = (row: Row) => Math.floor(Number(row['timestamp']) / slotS) * slotS;

const isoOf = (timestampS: number) => new Date(timestampS * 1000).toISOString();
