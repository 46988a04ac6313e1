import { fuzzLine } from './fuzz-line.ts';

/**
 * Fuzzes the decoder: `npm run fuzz -- [telegrams] [seed]`, by default a million. Fails where the
 * decoder throws, where one telegram takes longer than a second, or where memory grows.
 */
const total = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 32);
const rounds = 20;
const maxGrowthMiB = 32;

console.log(`${total} mutated telegrams, seed ${seed}`);
const heaps: number[] = [];
for (let round = 0; round < rounds; round++) {
  const result = fuzzLine(Math.ceil(total / rounds), seed + round);
  globalThis.gc?.();
  const heapMiB = process.memoryUsage().heapUsed / 2 ** 20;
  heaps.push(heapMiB);
  console.log(
    `${round + 1}/${rounds}: ${result.readings} readings, ${result.rejected} rejections, slowest ${result.slowestMs.toFixed(1)} ms, heap ${heapMiB.toFixed(1)} MiB`,
  );
  if (result.slowestMs > 1_000) throw new Error(`a telegram took ${result.slowestMs} ms`);
}
const growthMiB = (heaps.at(-1) ?? 0) - (heaps[1] ?? 0);
console.log(`heap grew by ${growthMiB.toFixed(1)} MiB from round 2 to ${rounds}`);
if (growthMiB > maxGrowthMiB) throw new Error(`the heap grew by ${growthMiB.toFixed(1)} MiB`);
