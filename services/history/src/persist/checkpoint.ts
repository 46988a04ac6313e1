import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@smer/shared/logger';
import { slotsPerDay, slotsPerHour } from '@smer/shared/slot';
import type { ReaderPosition } from '../sequence-tracker.ts';
import { dayOfHour, type History, hourOf } from '../series/history.ts';
import {
  type CheckpointFile,
  fileOf,
  isExpired,
  nameOf,
  positionName,
} from './checkpoint-names.ts';
import { encodeChunk } from './chunk-file.ts';
import { errnoOf } from './disk-error.ts';
import { versionOf } from './file-version.ts';
import { loadCheckpoint, setAside, takeCounters, takeSamples } from './load-checkpoint.ts';
import { encodeSlots } from './segment-file.ts';
import { sweepLeftovers, writeAtomically } from './write-atomically.ts';

/** More hours than this wait in no files of their own: their days are written at once. */
const mostHours = 3;

/**
 * Several replicas may write the same files at about the same time, one with a little less than
 * the other, so the replay begins some telegrams before the position that was written last.
 */
const overlap = 300;

export interface CheckpointOptions {
  readonly folder: string;
  readonly history: History;
  readonly logger: Logger;
}

/**
 * Keeps on disk what history holds: a file a day, a file for the open hour, files of the counters,
 * and how far the reader's telegrams are in. The open hour is written at each save and joins its day
 * when it is over, so that a day of samples with every column costs 19 MB of writing.
 */
export class Checkpoint {
  readonly #options: CheckpointOptions;
  /** Changed since their day was written. */
  readonly #unmerged = new Set<number>();
  /** Changed since their own file was written. */
  readonly #unwritten = new Set<number>();
  readonly #chunks = new Set<number>();
  /** Which version of a file is known to hold nothing that history lacks. */
  readonly #versions = new Map<string, string>();
  #mergedIn: number | undefined;
  #saving: Promise<void> = Promise.resolve();
  #bytesWritten = 0;

  constructor(options: CheckpointOptions) {
    this.#options = options;
  }

  /** Since the start. */
  get bytesWritten(): number {
    return this.#bytesWritten;
  }

  /** Takes in what is there; gives what to ask the reader for. */
  async load(now: number): Promise<ReaderPosition | undefined> {
    const { folder, logger } = this.#options;
    await mkdir(folder, { recursive: true });
    // What is left behind takes room; it is no reason to do without all that was kept.
    await sweepLeftovers(folder, now).catch((err: unknown) => {
      logger.warn({ folder, err }, 'leftovers could not be removed');
    });
    const { position, hours, chunks } = await loadCheckpoint(this.#options);
    for (const hour of hours) this.#unmerged.add(hour);
    for (const chunk of chunks) this.#chunks.add(chunk);
    return position && { ...position, sequence: Math.max(0, position.sequence - overlap) };
  }

  /**
   * Writes what changed. `position` must be from before the call; `merge` closes the open hour too.
   * Throws DISK_FULL or DISK_READ_ONLY; what could not be written is tried again the next time.
   */
  save(position: ReaderPosition | undefined, { merge = false } = {}): Promise<void> {
    const saved = this.#saving.then(() => this.#save(position, merge));
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async #save(position: ReaderPosition | undefined, merge: boolean): Promise<void> {
    this.#noteChanges();
    const isMerging = merge || this.#isMergeDue();
    if (!isMerging && this.#unwritten.size === 0) return;
    if (isMerging) await this.#writeDays();
    else await this.#writeHours();
    if (!position) return;
    const bytes = Buffer.from(JSON.stringify(position));
    await this.#write(join(this.#options.folder, positionName), bytes);
  }

  /** Gives the hours that have changed. */
  #noteChanges(): ReadonlySet<number> {
    const { hours, chunks } = this.#options.history.takeChanges();
    for (const hour of hours) {
      this.#unmerged.add(hour);
      this.#unwritten.add(hour);
    }
    for (const chunk of chunks) this.#chunks.add(chunk);
    return hours;
  }

  /** Once an hour, however often late readings change hours that are over. */
  #isMergeDue(): boolean {
    const open = this.#openHour;
    const isOver = [...this.#unmerged].some((hour) => hour < open);
    return this.#unmerged.size > mostHours || (isOver && this.#mergedIn !== open);
  }

  get #openHour(): number {
    return hourOf(this.#options.history.store.newestSlot ?? 0);
  }

  async #writeHours(): Promise<void> {
    for (const hour of this.#unwritten) {
      const file = { kind: 'hour', number: hour } as const;
      await this.#takeInOthers(file);
      await this.#writeSlots(file);
      this.#unwritten.delete(hour);
    }
  }

  async #writeDays(): Promise<void> {
    const hours = [...this.#unmerged];
    const changedMeanwhile = new Set<number>();
    const open = this.#openHour;
    for (const day of new Set(hours.map(dayOfHour))) {
      await this.#takeInOthers({ kind: 'day', number: day });
      for (const hour of this.#noteChanges()) changedMeanwhile.add(hour);
      await this.#writeSlots({ kind: 'day', number: day });
    }
    await this.#writeChunks();
    for (const hour of hours) {
      if (changedMeanwhile.has(hour)) continue;
      const path = this.#path({ kind: 'hour', number: hour });
      await rm(path, { force: true });
      this.#versions.delete(path);
      this.#unmerged.delete(hour);
      this.#unwritten.delete(hour);
    }
    await this.#removeExpired();
    this.#mergedIn = open;
  }

  async #writeChunks(): Promise<void> {
    const { table, register } = this.#options.history;
    for (const number of this.#chunks) {
      const file = { kind: 'counters', number } as const;
      await this.#takeInOthers(file);
      await this.#writeVersion(file, encodeChunk(table.layers(number), register));
      this.#chunks.delete(number);
    }
  }

  async #writeSlots(file: CheckpointFile): Promise<void> {
    const { store, register } = this.#options.history;
    const length = file.kind === 'day' ? slotsPerDay : slotsPerHour;
    const first = file.number * length;
    const segment = store.segment(Math.floor(first / slotsPerDay));
    if (!segment) return;
    const from = first - segment.firstSlot;
    const bytes = encodeSlots(segment, { from, to: from + length }, register);
    // Counters ahead of their samples do no harm; those of samples ahead of them would never be counted.
    if (file.kind === 'day') await this.#writeChunks();
    await this.#writeVersion(file, bytes);
  }

  /** A replica that writes the same file may have had what this one lacks, or an earlier life. */
  async #takeInOthers(file: CheckpointFile): Promise<void> {
    const { history, logger } = this.#options;
    const path = this.#path(file);
    const version = await versionOf(path);
    if (version === '' || version === this.#versions.get(path)) return;
    try {
      const bytes = await readFile(path);
      if (file.kind === 'counters') takeCounters(history, { number: file.number, bytes });
      else takeSamples(history, bytes);
    } catch (err) {
      if (errnoOf(err) === 'ENOENT') return;
      logger.warn({ path, err }, 'checkpoint file set aside, as it could not be read');
      await setAside(path, this.#options);
    }
  }

  async #removeExpired(): Promise<void> {
    const { folder, history } = this.#options;
    for (const name of await readdir(folder)) {
      const file = fileOf(name);
      if (file && isExpired(file, history)) await rm(join(folder, name), { force: true });
    }
  }

  async #writeVersion(file: CheckpointFile, bytes: Uint8Array): Promise<void> {
    const path = this.#path(file);
    await this.#write(path, bytes);
    this.#versions.set(path, await versionOf(path));
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    this.#bytesWritten += await writeAtomically(path, [bytes]);
  }

  #path(file: CheckpointFile): string {
    return join(this.#options.folder, nameOf(file));
  }
}
