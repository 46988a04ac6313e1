import { setTimeout as pause } from 'node:timers/promises';

const probeEveryMs = 20;

/**
 * Asks `probe` again and again until it gives something other than undefined or false.
 * A probe that throws counts as "not yet"; past the limit the error tells what was awaited.
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
    } catch (thrown) {
      lastError = thrown;
    }
    await pause(probeEveryMs);
  }
  throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause: lastError });
}
