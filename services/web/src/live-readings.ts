import type { Clock } from '@smer/shared/clock';
import type { LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';
import type { ApiClient } from './api-client.ts';

/** How readings come in at the moment. */
export type LiveMode = 'connecting' | 'events' | 'polling' | 'offline';

export interface LiveReadingsOptions {
  readonly api: Pick<ApiClient, 'current'>;
  readonly openEvents: () => EventSource;
  readonly clock: Clock;
  /** Each new reading once, with its age when it came. */
  readonly onReading: (reading: Reading, ageS: number) => void;
  readonly onLink: (link: LinkStatus) => void;
  readonly onMode: (mode: LiveMode) => void;
}

const checkEveryMs = 5_000;
/** Meters before DSMR 5 send every 10 s. */
const silenceMs = 15_000;
const closedForGood = 2;
/** Readings in a row: what comes in a minute of a meter that sends every 10 s. */
const mostMissed = 6;

/**
 * Readings as they come, by events. Whenever events are silent for 15 s, for whatever reason,
 * it asks every 5 s instead, and goes on trying for events: those that the browser has given up
 * are opened anew, and those that have missed some readings, as nothing tells of a line whose
 * other end lost its power. Stopped while the page is hidden, as a browser allows six lines to
 * a host.
 */
export class LiveReadings {
  readonly #options: LiveReadingsOptions;
  #events: EventSource | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #heardAtMs = 0;
  /** Fresh readings that came by asking since events were opened or brought one. */
  #missed = 0;
  #lastTaken = '';

  constructor(options: LiveReadingsOptions) {
    this.#options = options;
  }

  /** Ends once the last reading was asked for. */
  async start(): Promise<void> {
    if (this.#timer !== undefined) return;
    this.#options.onMode('connecting');
    this.#timer = setInterval(() => this.#check(), checkEveryMs);
    this.#openEvents();
    await this.#poll();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#events?.close();
    this.#events = undefined;
  }

  #openEvents(): void {
    this.#events?.close();
    this.#events = this.#options.openEvents();
    this.#missed = 0;
    this.#events.onmessage = ({ data }: MessageEvent<string>) => {
      this.#heardAtMs = this.#options.clock();
      this.#missed = 0;
      this.#options.onMode('events');
      this.#take(JSON.parse(data) as Reading, 0);
    };
    this.#events.addEventListener('link', ({ data }: MessageEvent<string>) => {
      this.#options.onLink(JSON.parse(data) as LinkStatus);
    });
  }

  #check(): void {
    if (this.#options.clock() - this.#heardAtMs < silenceMs) return;
    const isDead = this.#events?.readyState === closedForGood || this.#missed >= mostMissed;
    if (isDead) this.#openEvents();
    void this.#poll();
  }

  async #poll(): Promise<void> {
    const { api, onMode } = this.#options;
    const heardBeforeMs = this.#heardAtMs;
    const mode = await api.current().then(
      ({ reading, ageS }) => {
        // An event that came meanwhile is newer.
        const isNew = heardBeforeMs === this.#heardAtMs && this.#take(reading, ageS);
        // Of old readings, as of a recording, there are no events.
        if (isNew && ageS * 1000 < silenceMs) this.#missed += 1;
        return 'polling' as const;
      },
      // The API itself answered, only without a reading.
      (problem: { errorCode?: string }) => (problem.errorCode ? 'polling' : 'offline'),
    );
    const eventsCame = this.#options.clock() - this.#heardAtMs < silenceMs;
    if (this.#timer !== undefined && !eventsCame) onMode(mode);
  }

  /** Whether the reading is a new one. */
  #take(reading: Reading, ageS: number): boolean {
    // Not "newer": the clock of a meter that is swapped or set right may go back.
    const identity = `${reading.timestamp} ${reading.receivedAt}`;
    if (identity === this.#lastTaken || this.#timer === undefined) return false;
    this.#lastTaken = identity;
    this.#options.onReading(reading, ageS);
    return true;
  }
}
