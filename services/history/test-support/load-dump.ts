import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadMessage } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import { restoreHistory } from '../src/persist/restore.ts';
import { History } from '../src/series/history.ts';
import { dumpBytes } from './dump-bytes.ts';

export const zone = createTimeZone('Europe/Amsterdam');
export const now = Date.parse('2026-01-01T00:00:00Z');

interface Folder extends AsyncDisposable {
  readonly file: string;
  readonly path: string;
}

export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'smer-restore-'));
  return {
    path,
    file: join(path, 'history-data.json'),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

export const dumpText = async (history: History): Promise<string> =>
  (await dumpBytes(history)).toString();

export async function load(history: History, path: string) {
  let last: LoadMessage | undefined;
  for await (const step of restoreHistory({ history, path, zone, now })) last = step;
  assert.equal(last?.kind, 'result');
  return last as Extract<LoadMessage, { kind: 'result' }>;
}

export async function loadText(text: string, history = new History(3653)) {
  await using folder = await makeFolder();
  await writeFile(folder.file, text);
  const result = await load(history, folder.file);
  return { history, result };
}

/** A file of the original program. */
export const original = (readings: readonly object[]): string =>
  JSON.stringify({ readings }, null, 4);
