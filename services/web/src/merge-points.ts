import type { HistoryPoint } from './history-series.ts';

/** At most so many points: neighbours become one with their mean, lowest and highest. */
export function mergePoints(points: readonly HistoryPoint[], most: number): HistoryPoint[] {
  const size = Math.max(1, Math.ceil(points.length / most));
  const merged: HistoryPoint[] = [];
  for (let first = 0; first < points.length; first += size) {
    const [start, ...others] = points.slice(first, first + size);
    if (start) merged.push(others.length === 0 ? start : mergeGroup(start, others));
  }
  return merged;
}

function mergeGroup(start: HistoryPoint, others: readonly HistoryPoint[]): HistoryPoint {
  const group = [start, ...others];
  const sumW = group.reduce((sum, { meanW }) => sum + meanW, 0);
  return {
    timestampS: start.timestampS,
    meanW: Math.round(sumW / group.length),
    minimumW: Math.min(...group.map(({ minimumW }) => minimumW)),
    maximumW: Math.max(...group.map(({ maximumW }) => maximumW)),
    phasesW: start.phasesW,
  };
}
