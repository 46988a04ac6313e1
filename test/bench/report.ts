import { percentile } from '../support/measure-latency.ts';

export function report(name: string, figures: string): void {
  console.log(`${name}: ${figures}`);
}

export const describeTimes = (ms: readonly number[]): string =>
  `median ${percentile(ms, 0.5).toFixed(1)} ms, p99 ${percentile(ms, 0.99).toFixed(1)} ms, ${ms.length} seen`;

/** How many times the median of others the median of these is. */
export const medianRatio = (ms: readonly number[], others: readonly number[]): string =>
  (percentile(ms, 0.5) / percentile(others, 0.5)).toFixed(2);
