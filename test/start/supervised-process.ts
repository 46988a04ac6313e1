import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, systemClock } from '@smer/shared/clock';
import { lastWords } from './last-words.ts';
import type { Say } from './say.ts';

const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** A process that lived for so long has started well; a slow machine needs seconds to refuse a setting. */
const startedWellMs = 30_000;
const startsTried = 3;
const stopLimitMs = 9_000;

export interface Part {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Surroundings {
  readonly logFolder: string;
  readonly say: Say;
  /** A command that runs the one it is given, and ends it with us. */
  readonly leash?: readonly string[];
  /** Called when the process ended soon after each of its first starts. */
  readonly giveUp: (reason: string) => void;
  readonly clock?: Clock;
}

/**
 * Keeps a process running: starts it again when it ends, with a wait that grows while it keeps
 * ending. Its output goes to a file of its name. It is deaf to the terminal's Ctrl-C, so that
 * all can be stopped in order.
 */
export class SupervisedProcess {
  readonly name: string;
  readonly #part: Part;
  readonly #surroundings: Surroundings;
  readonly #stopping = new AbortController();
  readonly #finished: Promise<void>;
  #child: ChildProcess | undefined;

  constructor(part: Part, surroundings: Surroundings) {
    this.name = part.name;
    this.#part = part;
    this.#surroundings = surroundings;
    this.#finished = this.#keepRunning();
  }

  /** Asks it to end, ends it by force where it does not, and waits for that. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#child?.kill('SIGTERM');
    const force = setTimeout(() => this.kill(), stopLimitMs);
    await this.#finished;
    clearTimeout(force);
  }

  /** Ends it and the processes it started at once. */
  kill(): void {
    this.#stopping.abort();
    killGroup(this.#child?.pid);
  }

  async #keepRunning(): Promise<void> {
    const { say, giveUp, clock = systemClock } = this.#surroundings;
    let waitMs = firstWaitMs;
    let startedWell = false;
    for (let starts = 1; !this.#stopping.signal.aborted; starts += 1) {
      const startedAtMs = clock();
      const end = await this.#runOnce();
      if (this.#stopping.signal.aborted) return;
      if (clock() - startedAtMs >= startedWellMs) {
        startedWell = true;
        waitMs = firstWaitMs;
      } else if (!startedWell && starts >= startsTried) {
        giveUp(`${this.name} does not start: ${end}`);
        return;
      }
      say(`${this.name} ended: ${end}; it starts again in ${waitMs / 1000} s`);
      await pause(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  }

  /** Starts it, waits for its end and tells why it ended. */
  async #runOnce(): Promise<string> {
    const { leash = [], logFolder } = this.#surroundings;
    const { env } = this.#part;
    const [command = '', ...args] = [...leash, this.#part.command, ...this.#part.args];
    const logFile = join(logFolder, `${this.name}.log`);
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.#child = child;
    const reason = await endOf(child);
    killGroup(child.pid);
    const words = await lastWords(logFile);
    return words ? `${reason}, “${words}”` : reason;
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [status, signal] = await once(child, 'exit');
    return signal ? `by ${signal}` : `exit status ${status}`;
  } catch (thrown) {
    return String(thrown);
  }
}

/** What a killed nginx leaves behind would hold its port. */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
