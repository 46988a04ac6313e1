import { slotOf, slotS } from '@smer/shared/slot';
import type { SentTelegram } from '../../meter/simulated-meter.ts';

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

/**
 * What a history holds that the meter did not send, or lacks that it sent whole, in a line; save in
 * slots that a gap touches. Undefined where there is nothing of the kind.
 */
export function findFalsehood(
  rows: readonly Row[],
  sent: readonly SentTelegram[],
  gaps: readonly Span[],
): string | undefined {
  const said = new Set(sent.map(({ timestamp, usageWatts }) => `${timestamp} ${usageWatts}`));
  const invented = rows.find((row) => !said.has(`${row['timestamp']} ${row['usageWatts']}`));
  if (invented) return `never sent: ${JSON.stringify(invented)}`;
  const twice = rows.find(
    (row, index) => index > 0 && beginOf(row) === beginOf(rows[index - 1] ?? row),
  );
  if (twice) return `a slot twice: ${JSON.stringify(twice)}`;
  const samples = new Map(rows.map((row) => [beginOf(row), Number(row['timestamp'])]));
  const isLost = ({ timestamp, intact }: SentTelegram, slot: number) =>
    intact && !isIn(slot, gaps) && (samples.get(slot) ?? Number.POSITIVE_INFINITY) > timestamp;
  const lost = sent.find((telegram) => isLost(telegram, beginOf(telegram)));
  return lost && `lost: ${JSON.stringify(lost)}`;
}

function bySlot(rows: readonly Row[], gaps: readonly Span[]): Map<number, string> {
  return new Map(
    rows
      .map((row) => [beginOf(row), JSON.stringify(row)] as const)
      .filter(([slot]) => !isIn(slot, gaps)),
  );
}

const isIn = (slot: number, gaps: readonly Span[]) =>
  gaps.some(({ fromS, toS }) => slot + slotS > fromS && slot <= toS);

const beginOf = ({ timestamp }: { readonly timestamp?: unknown }) =>
  slotOf(Number(timestamp)) * slotS;

const isoOf = (timestampS: number) => new Date(timestampS * 1000).toISOString();
