import { renderEvent } from './server-sent-event.ts';

interface RecentReading {
  readonly timestamp: number;
  readonly receivedAt: number;
  readonly event: string;
}

const freshMs = 30_000;

/**
 * Others are no news to anybody who follows the present; those ahead were stamped before a clock
 * was set back.
 */
export const isFresh = (receivedAt: number, now: number): boolean =>
  Math.abs(now - receivedAt) <= freshMs;

/** The events of the last 30 s, for clients that come, or come back. */
export class RecentReadings {
  #readings: RecentReading[] = [];

  /** The timestamp of the last one, whatever its age. */
  get newest(): number | undefined {
    return this.#readings.at(-1)?.timestamp;
  }

  /** Keeps a reading, and returns its event. */
  record(reading: { timestamp: number; receivedAt: number }, json: string): string {
    const { timestamp, receivedAt } = reading;
    const event = renderEvent({ id: timestamp, data: json });
    this.#readings = this.#readings.filter((kept) => isFresh(kept.receivedAt, receivedAt));
    this.#readings.push({ timestamp, receivedAt, event });
    return event;
  }

  /**
   * What a client lacks: all after the timestamp it saw last, or just the newest where it names
   * none. `now` is in epoch milliseconds.
   */
  lackedBy(lastSeen: number | undefined, now: number): string[] {
    const fresh = this.#readings.filter(({ receivedAt }) => isFresh(receivedAt, now));
    const lacked =
      lastSeen === undefined
        ? fresh.slice(-1)
        : fresh.filter(({ timestamp }) => timestamp > lastSeen);
    return lacked.map(({ event }) => event);
  }
}
