import type { ChartPoint } from './history-series.ts';

const gapS = 30;

/** Adds a reading to a trace, breaks it where telegrams were missing, and forgets what is too old. */
export function extendTrace(
  line: readonly ChartPoint[],
  { timestamp, usageWatts = Number.NaN }: { timestamp: number; usageWatts?: number | undefined },
  lengthS: number,
): ChartPoint[] {
  const lastS = line.at(-1)?.x;
  // A clock that goes back makes what was drawn meaningless.
  if (lastS !== undefined && timestamp < lastS - gapS)
    return extendTrace([], { timestamp, usageWatts }, lengthS);
  if (lastS !== undefined && timestamp <= lastS) return [...line];
  const broken = lastS !== undefined && timestamp - lastS > gapS;
  const gap = broken ? [{ x: lastS + 1, y: Number.NaN }] : [];
  const kept = line.filter(({ x }) => x >= timestamp - lengthS);
  return [...kept, ...gap, { x: timestamp, y: usageWatts }];
}
