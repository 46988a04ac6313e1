import { knownSerialSettings, type SerialSettings } from './serial-settings.ts';

const listenMs = 12_000;
const shortestSilenceMs = 5_000;
const longestSilenceMs = 30_000;
const unreadableMs = 60_000;
const remembered = 3;

export interface LineWatchOptions {
  /** P1_SERIAL: settings that are not to be searched for. */
  readonly fixed?: SerialSettings | undefined;
  /** False for lines that have no serial settings. */
  readonly serial: boolean;
}

/** Why the line should be closed and opened again. */
export type ReopenReason = 'silent' | 'unreadable';

/**
 * Judges from bytes and telegrams whether a line is alive, and which serial settings to try.
 * Listens 12 s with each (DSMR 3.0 sends every 10 s) until a telegram comes, then keeps to what
 * worked until the line has carried nothing readable for a minute. Time is `uptime`, in
 * milliseconds of a clock that nobody sets.
 */
export class LineWatch {
  readonly #candidates: readonly SerialSettings[];
  readonly #searches: boolean;
  #index = 0;
  #confirmed = false;
  #openedAt = 0;
  #lastBytesAt = 0;
  #lastTelegramAt: number | undefined;
  #intervalsMs: number[] = [];
  #wrongSettings = false;

  constructor({ fixed, serial }: LineWatchOptions) {
    this.#candidates = fixed ? [fixed] : knownSerialSettings;
    this.#searches = serial && fixed === undefined;
  }

  get settings(): SerialSettings {
    return this.#candidates[this.#index] as SerialSettings;
  }

  opened(uptime: number): void {
    this.#openedAt = uptime;
    this.#lastBytesAt = uptime;
    this.#lastTelegramAt = undefined;
    this.#wrongSettings = false;
  }

  bytes(uptime: number): void {
    this.#lastBytesAt = uptime;
  }

  telegram(uptime: number): void {
    if (this.#lastTelegramAt !== undefined) {
      const intervalMs = uptime - this.#lastTelegramAt;
      this.#intervalsMs = [intervalMs, ...this.#intervalsMs].slice(0, remembered);
    }
    this.#lastTelegramAt = uptime;
    this.#confirmed = true;
  }

  /** The bytes look like another speed's. */
  wrongSettings(): void {
    this.#wrongSettings = true;
  }

  reopenReason(uptime: number): ReopenReason | undefined {
    if (uptime - this.#lastBytesAt >= this.#silenceLimitMs()) return 'silent';
    if (!this.#searches) return undefined;
    if (this.#wrongSettings && !this.#confirmed) return 'unreadable';
    const limit = this.#confirmed ? unreadableMs : listenMs;
    return uptime - (this.#lastTelegramAt ?? this.#openedAt) >= limit ? 'unreadable' : undefined;
  }

  /** The line is closed for `reason`: the next opening may try other settings. */
  reopening(reason: ReopenReason): void {
    this.#intervalsMs = [];
    if (!this.#searches) return;
    if (reason === 'unreadable') this.#confirmed = false;
    if (!this.#confirmed) this.#index = (this.#index + 1) % this.#candidates.length;
  }

  /** A telegram that is late makes the next interval short, which must not end the line. */
  #silenceLimitMs(): number {
    if (this.#intervalsMs.length === 0) return listenMs;
    const intervalMs = Math.max(...this.#intervalsMs);
    return Math.min(Math.max(3 * intervalMs, shortestSilenceMs), longestSilenceMs);
  }
}
