import type { Clock } from '@smer/shared/clock';
import type { HealthReport } from '@smer/shared/health-report';
import type { LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';
import type { Silence } from './api-client.ts';
import { createFreshness, type Freshness } from './freshness.ts';
import { createHealthWatch, type HealthWatch } from './health-watch.ts';
import { type LiveMode, LiveReadings } from './live-readings.ts';
import type { MeterClock } from './meter-clock.ts';
import type { PageContext } from './page-context.ts';
import { createPanels, type Panels } from './panels.ts';
import { troubleOfLine, troublesOf } from './trouble.ts';

const demandEveryMs = 30_000;
const energyEveryMs = 60_000;
const retryEveryMs = 10_000;
const ageEveryMs = 1_000;
const clockJumpMs = 15_000;

export interface PageOptions {
  readonly meterClock: MeterClock;
  readonly browser: Clock;
  /** Called every 10 s, and when parts of SMER come or go: the meter's zone may still be a guess. */
  readonly verifyZone: () => Promise<void>;
}

/** The page's life: awake while it is seen, at rest while it is hidden, the gap filled on return. */
export class Page {
  readonly #context: PageContext;
  readonly #options: PageOptions;
  readonly #panels: Panels;
  readonly #freshness: Freshness;
  readonly #live: LiveReadings;
  readonly #health: HealthWatch;
  #mode: LiveMode = 'connecting';
  #troubles = '';
  #troubleOfLine = '';
  #timers: ReturnType<typeof setInterval>[] = [];

  constructor(context: PageContext, options: PageOptions) {
    this.#context = context;
    this.#options = options;
    this.#panels = createPanels(context);
    this.#freshness = createFreshness(options.browser);
    this.#health = createHealthWatch(context.api, (health) => this.#onHealth(health));
    this.#live = new LiveReadings({
      api: context.api,
      openEvents: () => new EventSource('/api/events'),
      clock: options.browser,
      onReading: (reading, ageS) => this.#onReading(reading, ageS),
      onLink: (link) => this.#onLink(link),
      onMode: (mode) => {
        this.#mode = mode;
        this.#showAge();
      },
    });
  }

  /** Ends once the panels show what they were first told. */
  async start(): Promise<void> {
    document.addEventListener('visibilitychange', () =>
      document.hidden ? this.#rest() : void this.#wake(),
    );
    if (!document.hidden) await this.#wake();
  }

  async #wake(): Promise<void> {
    this.#timers = [
      setInterval(() => this.#showAge(), ageEveryMs),
      setInterval(() => this.#panels.refreshDemand(), demandEveryMs),
      setInterval(() => this.#panels.refreshEnergy(), energyEveryMs),
      setInterval(() => this.#retry(), retryEveryMs),
    ];
    await Promise.all([this.#live.start(), this.#health.start(), this.#panels.refresh()]);
  }

  #rest(): void {
    this.#live.stop();
    this.#health.stop();
    for (const timer of this.#timers) clearInterval(timer);
    document.title = this.#context.words.title;
  }

  /** A history may refuse to answer though health tells of no trouble. */
  #retry(): void {
    this.#panels.retry();
    void this.#options.verifyZone();
  }

  #onReading(reading: Reading, ageS: number): void {
    // What was asked for by the browser's clock may be of another day.
    if (this.#options.meterClock.learn(reading, ageS) > clockJumpMs) void this.#panels.refresh();
    this.#freshness.heard(ageS);
    this.#panels.show(reading);
    this.#showAge();
  }

  #onLink(link: LinkStatus): void {
    this.#panels.showLink(link);
    const told = troubleOfLine(link);
    if (told === this.#troubleOfLine) return;
    this.#troubleOfLine = told;
    void this.#health.check();
  }

  #onHealth(health: HealthReport | Silence): void {
    const troubles = troublesOf(health);
    this.#panels.showTroubles(troubles);
    if (typeof health !== 'string') {
      this.#freshness.staleAfterS = health.staleAfterS;
      this.#panels.showHealth(health);
    }
    const kinds = troubles.map(({ kind }) => kind).join();
    if (kinds === this.#troubles) return;
    this.#troubles = kinds;
    void this.#panels.refresh();
    void this.#options.verifyZone();
  }

  #showAge(): void {
    this.#panels.showAge(this.#freshness.state(), this.#mode);
  }
}
