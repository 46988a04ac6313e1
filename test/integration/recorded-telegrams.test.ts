import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type StartedSystem, startSystem } from '../support/start-system.ts';
import { waitFor } from '../support/wait-for.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** The recordings of DSMR 4 and 5 whose CRC holds. */
function recordings(): string[] {
  const [, ...rows] = readFileSync(join(corpus, 'INDEX.tsv'), 'utf8').trim().split('\n');
  return rows
    .map((row) => row.split('\t'))
    .filter(([, , , standard = '', , crc, , kind]) => {
      return /^DSMR [45]/.test(standard) && crc === 'yes' && kind === 'telegram';
    })
    .map(([file = '']) => file);
}

/** Imported − exported power in W by the text alone: `1-0:1.7.0(00.543*kW)` is 543. */
function usageWatts(telegram: string): number | undefined {
  const imported = powerW(telegram, '1-0:1.7.0');
  const exported = powerW(telegram, '1-0:2.7.0');
  if (imported === undefined && exported === undefined) return undefined;
  return (imported ?? 0) - (exported ?? 0);
}

function powerW(telegram: string, reference: string): number | undefined {
  const [, rest] = telegram.split(`${reference}(`);
  const [digits] = rest?.split('*kW)') ?? [];
  if (digits === undefined) return undefined;
  const [whole = '0', fraction = ''] = digits.split('.');
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
}

if (existsSync(corpus)) {
  describe('recorded telegrams through the whole system', { concurrency: 1 }, () => {
    let system: StartedSystem;

    before(async () => {
      system = await startSystem({ source: 'file:/dev/null', env: { P1_FILE_PACE: 'fast' } });
    });
    after(() => system[Symbol.asyncDispose]());

    for (const file of recordings()) {
      test(`shows ${file} at /api/current and /api/telegram`, async () => {
        const path = join(corpus, file);
        const recorded = readFileSync(path, 'latin1').trim();
        await system.service('reader').stop();
        system.start('reader', { P1_SOURCE: `file:${path}` });
        await waitFor('the telegram', async () => {
          return (await system.get('/api/telegram')).trim() === recorded;
        });
        // History may answer as well, a moment later.
        await waitFor('its reading', async () => {
          const current = JSON.parse(await system.get('/api/current'));
          assert.equal(`/${current.identification}`, recorded.split('\r\n', 1)[0]);
          assert.equal(current.usageWatts, usageWatts(recorded));
          return true;
        });
      });
    }
  });
} else {
  test('recorded telegrams are not on this machine (../shared/corpus)', { skip: true }, () => {});
}
