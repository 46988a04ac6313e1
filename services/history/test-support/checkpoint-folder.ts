import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createLogger } from '@smer/shared/logger';
import { Checkpoint } from '../src/persist/checkpoint.ts';
import { History } from '../src/series/history.ts';
import { runsOf, samplesOf } from './make-history.ts';

export const logger = createLogger('test', 'silent');
export const now = Date.parse('2026-01-01T00:00:00Z');
export const position = { bootId: 'boot', sequence: 1000 };

export interface Folder extends AsyncDisposable {
  readonly path: string;
  names(): Promise<string[]>;
}

export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'smer-checkpoint-'));
  return {
    path,
    names: async () => (await readdir(path)).sort(),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

export async function loadFrom(folder: string, history = new History(3653)) {
  const checkpoint = new Checkpoint({ folder, history, logger });
  return { history, checkpoint, position: await checkpoint.load(now) };
}

/** Without the difference in words, which takes hours for lists as long as these. */
export function assertSame(found: History, expected: History): void {
  assert.ok(isDeepStrictEqual(samplesOf(found), samplesOf(expected)), 'samples are the same');
  assert.ok(isDeepStrictEqual(runsOf(found), runsOf(expected)), 'counters are the same');
}
