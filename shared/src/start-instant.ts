import type { Clock, Uptime } from './clock.ts';

/** Two clocks that are read one after the other differ a little, and drift. */
const leastSettingMs = 1_000;

/**
 * The moment of this call, to be asked for later, when the clock may have been set: a Raspberry Pi
 * has no clock of its own, so it starts with the time at which it went down. Told by how much
 * `uptime` has gone on since, a clock that nobody sets. Stays the same while the clock is not set.
 */
export function startInstant(clock: Clock, uptime: Uptime): () => number {
  const uptimeAtStart = uptime();
  let instant = clock();
  return () => {
    const byClock = Math.max(Math.round(clock() - (uptime() - uptimeAtStart)), 0);
    if (Math.abs(byClock - instant) >= leastSettingMs) instant = byClock;
    return instant;
  };
}
