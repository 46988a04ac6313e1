import { readFile } from 'node:fs/promises';
import { waitFor } from '../support/wait-for.ts';

/** The kernel still asks whether anyone else has the address. */
const tentative = 0x40;

/**
 * Waits until the interfaces of containers that have just started have their addresses: with each
 * that comes, Chromium drops the requests it has under way.
 */
export const settleNetwork = (): Promise<boolean> =>
  waitFor('interfaces with addresses', async () => {
    const table = await readFile('/proc/net/if_inet6', 'utf8').catch(() => '');
    const flags = table.split('\n').map((line) => Number.parseInt(line.split(/\s+/)[4] ?? '0', 16));
    return flags.every((each) => (each & tentative) === 0);
  });
