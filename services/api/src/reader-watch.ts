import type { Bus } from '@smer/shared/bus';
import type { Clock, Uptime } from '@smer/shared/clock';
import { contract } from '@smer/shared/contract';
import type { LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';

/** The reader tells the state of the line every 10 s; after three silences it is unknown. */
const linkValidMs = 30_000;

export interface ReaderListeners {
  reading(reading: Reading): void;
  link(link: LinkStatus): void;
}

/** Follows what the reader publishes: each reading, and the state of the line. */
export class ReaderWatch {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #uptime: Uptime;
  readonly #listeners: ReaderListeners[] = [];
  #link: { readonly status: LinkStatus; readonly heardAt: number } | undefined;
  #lastTelegramAt: number | undefined;
  #lastReading: Reading | undefined;
  #meterAheadMs = 0;

  constructor(bus: Bus, { clock, uptime }: { clock: Clock; uptime: Uptime }) {
    this.#bus = bus;
    this.#clock = clock;
    this.#uptime = uptime;
    bus.subscribe(contract.telegram, ({ reading }) => this.#followReading(reading));
    bus.subscribe(contract.link, (status) => this.#followLink(status));
    bus.onConnect(() => void this.askLink());
  }

  listen(listeners: ReaderListeners): void {
    this.#listeners.push(listeners);
  }

  /** The state of the line, unless the reader has been silent about it. */
  get link(): LinkStatus | undefined {
    const known = this.#link;
    return known && this.#uptime() - known.heardAt <= linkValidMs ? known.status : undefined;
  }

  /** The reading heard last. */
  get lastReading(): Reading | undefined {
    return this.#lastReading;
  }

  /** How far the clock that samples are kept by, the meter's mostly, was ahead at the reading heard last. */
  get meterAheadMs(): number {
    return this.#meterAheadMs;
  }

  /** When the newest telegram was received, in epoch milliseconds. */
  get lastTelegramAt(): number | undefined {
    return this.#lastTelegramAt;
  }

  /** Asks the reader for the state of the line; if nobody answers it stays as it was. */
  async askLink(): Promise<void> {
    const status = await this.#bus.request(contract.linkNow, {}, 250).catch(() => undefined);
    if (status) this.#followLink(status);
  }

  #followReading(reading: Reading): void {
    this.#lastReading = reading;
    this.#meterAheadMs = reading.timestamp * 1000 - this.#clock();
    this.#noteTelegram(reading.receivedAt);
    for (const listener of this.#listeners) listener.reading(reading);
  }

  #followLink(status: LinkStatus): void {
    this.#link = { status, heardAt: this.#uptime() };
    if (status.lastTelegramAt !== undefined) this.#noteTelegram(status.lastTelegramAt);
    for (const listener of this.#listeners) listener.link(status);
  }

  /** One that is still to come was noted by a clock that has been set back since. */
  #noteTelegram(receivedAt: number): void {
    const noted = this.#lastTelegramAt ?? 0;
    this.#lastTelegramAt = noted > this.#clock() ? receivedAt : Math.max(noted, receivedAt);
  }
}
