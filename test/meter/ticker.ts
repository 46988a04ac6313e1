import type { Clock } from '@smer/shared/clock';

/** After a longer delay than this (a laptop that slept) the missed telegrams are skipped. */
const catchUpMs = 5_000;
/** Telegrams sent at a stretch before others get their turn, when time runs fast. */
const stretch = 100;

interface Pace {
  /** The meter's time from one telegram to the next. */
  readonly intervalMs: number;
  /** How many times faster than real time the meter's time runs. */
  readonly speed: number;
  /** The meter's instant to begin at; the real time unless given. */
  readonly startMs?: number | undefined;
  /** When, in real time, it was that instant; now unless given. */
  readonly startedAtMs?: number | undefined;
}

/**
 * Calls `tick` with each instant at which the meter sends: full seconds of its clock where the
 * interval is a second. Returns what stops it.
 */
export function startTicker(pace: Pace, clock: Clock, tick: (instantMs: number) => void) {
  const { intervalMs, speed } = pace;
  const firstMs = Math.ceil((pace.startMs ?? clock()) / intervalMs) * intervalMs;
  const realFirstMs = pace.startMs === undefined ? firstMs : (pace.startedAtMs ?? clock());
  const spacingMs = intervalMs / speed;
  const realDueMs = (count: number) => realFirstMs + count * spacingMs;
  let count = Math.max(0, Math.ceil((clock() - realFirstMs) / spacingMs));
  let timer: NodeJS.Timeout;

  const run = () => {
    const nowMs = clock();
    if (nowMs - realDueMs(count) > catchUpMs) {
      count = Math.floor((nowMs - realFirstMs) / spacingMs);
    }
    const last = count + stretch;
    for (; count < last && realDueMs(count) <= nowMs; count += 1)
      tick(firstMs + count * intervalMs);
    schedule();
  };
  const schedule = () => {
    timer = setTimeout(run, Math.max(realDueMs(count) - clock(), 0));
  };
  schedule();
  return { stop: () => clearTimeout(timer) };
}
