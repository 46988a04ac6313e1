import type { HistoryPoint } from './history-series.ts';

/** At most so many points: neighbours become one with their mean, lowest and highest, and each phase's mean. */
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
  return {
    timestampS: start.timestampS,
    meanW: meanOf(group.map(({ meanW }) => meanW)),
    minimumW: Math.min(...group.map(({ minimumW }) => minimumW)),
    maximumW: Math.max(...group.map(({ maximumW }) => maximumW)),
    phasesW: start.phasesW.map((_, phase) => meanPhaseW(group, phase)),
  };
}

function meanPhaseW(group: readonly HistoryPoint[], phase: number): number | undefined {
  const powersW = group.flatMap(({ phasesW }) => phasesW[phase] ?? []);
  return powersW.length === 0 ? undefined : meanOf(powersW);
}

const meanOf = (powersW: readonly number[]): number =>
  Math.round(powersW.reduce((sum, powerW) => sum + powerW, 0) / powersW.length);
