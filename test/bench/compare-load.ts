import { type Load, type LoadResult, putLoad } from './http-load.ts';
import { bareElsewhere, connectionsElsewhere, type LoadReference } from './references.ts';
import { report } from './report.ts';

/** Requests of one kind, and what to compare them with. */
export interface LoadLine {
  readonly name: string;
  readonly port: number;
  readonly path: Load['path'];
  /** A line above. */
  readonly against?: string;
  /** How many times as long as a request of a line above it may take. */
  readonly within?: { readonly line: string; readonly times: number };
  /** The same bare service elsewhere. */
  readonly elsewhere?: LoadReference;
  /** The original, and how many times as much is wanted, measured by the first line of each machine. */
  readonly original?: {
    readonly reference: LoadReference;
    readonly target?: number;
    /** How many times as long as the p99 here its median took; as much at least its p99 did. */
    readonly waitTarget?: number;
  };
}

interface Measured {
  /** Requests a second, by the names of the lines so far. */
  readonly perSecond: ReadonlyMap<string, number>;
  readonly result: LoadResult;
  readonly connections: number;
}

/** Puts one load after the other; the first is the bare request-reply that all are measured by. */
export async function compareLoads(
  lines: readonly LoadLine[],
  { connections, durationMs }: Pick<Load, 'connections' | 'durationMs'>,
): Promise<void> {
  const perSecond = new Map<string, number>();
  for (const line of lines) {
    const load = { port: line.port, path: line.path, connections };
    await putLoad({ ...load, durationMs: durationMs / 2 });
    const result = await putLoad({ ...load, durationMs });
    perSecond.set(line.name, result.requestsPerSecond);
    const comparisons = compare(line, { perSecond, result, connections });
    report(
      `${line.name}, ${connections} connections`,
      [describeLoad(result), ...comparisons].join('; '),
    );
  }
}

function compare(
  { name, against, within, elsewhere, original }: LoadLine,
  { perSecond, result, connections }: Measured,
): string[] {
  const timesOf = (other: string) => (perSecond.get(name) ?? 0) / (perSecond.get(other) ?? 0);
  const [bare = ''] = perSecond.keys();
  const pace = (perSecond.get(bare) ?? 0) / bareElsewhere.requestReply.perSecond;
  const isAlike = connections === connectionsElsewhere;
  return [
    against && `${timesOf(against).toFixed(2)} × ${against}`,
    within && `${(1 / timesOf(within.line)).toFixed(2)} × the time of ${within.line}`,
    within && `target: ${within.times}`,
    isAlike && elsewhere && `elsewhere ${describeReference(elsewhere)}`,
    isAlike && original && compareOriginal(timesOf(bare), original),
    isAlike && original?.waitTarget && compareWaits(result.p99Ms * pace, original),
  ].filter((text) => typeof text === 'string');
}

/** Each in terms of the bare request-reply beside it, so that what the machines can do cancels out. */
function compareOriginal(
  timesBare: number,
  { reference, target }: NonNullable<LoadLine['original']>,
): string {
  const times = (timesBare / timesBareElsewhere(reference)).toFixed(1);
  const wanted = target === undefined ? '' : `; target: ${target}`;
  return `${times} × the original (elsewhere ${describeReference(reference)}${wanted})`;
}

/** The p99 as it were on the machine of the original, beside its median. */
function compareWaits(
  p99Ms: number,
  { reference: { p50Ms = 0 }, waitTarget }: NonNullable<LoadLine['original']>,
): string {
  const share = (p50Ms / p99Ms).toFixed(1);
  return `p99 1/${share} of its median there (target: 1/${waitTarget} of its p99)`;
}

const timesBareElsewhere = ({ perSecond }: LoadReference) =>
  perSecond / bareElsewhere.requestReply.perSecond;

const describeLoad = ({ requestsPerSecond, p50Ms, p99Ms }: LoadResult) =>
  `${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;

function describeReference(reference: LoadReference): string {
  const { perSecond, p50Ms, p99Ms } = reference;
  const times = timesBareElsewhere(reference);
  return [
    `${perSecond}/s`,
    p50Ms && `p50 ${p50Ms} ms`,
    p99Ms && `p99 ${p99Ms} ms`,
    times !== 1 && `${times.toPrecision(2)} × bare request-reply`,
  ]
    .filter(Boolean)
    .join(', ');
}
