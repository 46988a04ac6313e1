import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { slotS } from '@smer/shared/slot';
import { waitForTelegramAfter } from '../../containers/read-api.ts';
import type { ComposedSystem } from '../../containers/start-composed.ts';
import { waitFor } from '../../support/wait-for.ts';
import { checkpointBytes } from './checkpoint-bytes.ts';
import { waitUntilSameSoFar } from './compare-twins.ts';
import { kill } from './container-faults.ts';
import { fillDisk, freeDisk, remount } from './machine-rows.ts';
import { startTwins, type Twins } from './start-twins.ts';

const smallDisk = fileURLToPath(new URL('small-disk.yml', import.meta.url));
const dump = '/data/history-data.json';

describe('a history whose disk fails', () => {
  let twins: Twins;

  before(async () => {
    twins = await startTwins({ overrides: [smallDisk] });
  });
  after(() => twins?.[Symbol.asyncDispose]());

  const inHistory = (command: string) => twins.disturbed.inside('history', command);
  const contentOfDump = () => inHistory(`sha256sum ${dump}`);

  /** The status, the body's code and what it says. */
  const ask = async (path: string) => {
    const response = await fetch(`${twins.disturbed.url}${path}`, { method: 'POST' });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, code: body['code'], detail: `${body['detail'] ?? ''}` };
  };
  const store = () => ask('/api/store-history');

  const goesOn = async () => {
    const { disturbed, meter } = twins;
    const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
    await waitUntilSameSoFar(twins, timestamp + slotS);
  };

  /** History writes a checkpoint when the reader is a new one, which can't replay what went before. */
  const startReaderAnew = async () => {
    const { disturbed, meter, gaps } = twins;
    const startedS = meter.nowS();
    await kill(disturbed, 'reader', 0);
    const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
    gaps.push({ fromS: startedS, toS: timestamp });
  };

  test('stores while there is room', async () => {
    assert.equal((await store()).status, 200);
  });

  for (const { what, fail, mend, says } of [
    {
      what: 'full',
      fail: fillDisk,
      mend: freeDisk,
      says: /history-data\.json can't be written: the disk is full/,
    },
    {
      what: 'read-only',
      fail: (system: ComposedSystem) => remount(system, 'ro'),
      mend: (system: ComposedSystem) => remount(system, 'rw'),
      says: /history-data\.json can't be written: the disk is read-only/,
    },
  ]) {
    test(`says that a disk is ${what}, and keeps the file it has`, async () => {
      const content = await contentOfDump();
      await fail(twins.disturbed);
      const { status, code, detail } = await store();
      assert.deepEqual([status, code], [507, 507]);
      assert.match(detail, says);
      assert.equal(await contentOfDump(), content);
    });

    test(`goes on recording while no checkpoint can be written, as the disk is ${what}`, async () => {
      const written = await checkpointBytes(twins);
      await startReaderAnew();
      await goesOn();
      assert.equal(await checkpointBytes(twins), written);
    });

    test(`loads its file while the disk is ${what}`, async () => {
      assert.equal((await ask('/api/load-history')).status, 200);
    });

    test(`stores again once the disk is ${what} no more`, async () => {
      await mend(twins.disturbed);
      assert.equal((await store()).status, 200);
    });
  }

  test('has in its checkpoint what could not be written before', async () => {
    const written = await checkpointBytes(twins);
    await startReaderAnew();
    await waitFor('a checkpoint', async () => (await checkpointBytes(twins)) > written);
    await kill(twins.disturbed, 'history', 0);
    await goesOn();
  });
});
