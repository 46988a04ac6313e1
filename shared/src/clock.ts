/** Tells the present instant in epoch milliseconds. Time is an argument everywhere but here. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** A meter's clock that differs by more than this from the computer's is not believed. */
export const maxClockErrorMs = 5 * 60_000;

/** Tells for how long this process has run, in milliseconds: a clock that nobody sets. */
export type Uptime = () => number;

export const systemUptime: Uptime = () => performance.now();
