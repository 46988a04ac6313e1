/** Tells the present instant in epoch milliseconds. Time is an argument everywhere but here. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Not an instant: milliseconds since this process began, which nobody sets. */
export const uptimeClock: Clock = () => performance.now();
