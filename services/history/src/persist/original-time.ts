import {
  isRealTime,
  type LocalTime,
  readLocalTime,
  readOffset,
  wallTime,
} from '@smer/shared/local-time';
import type { TimeZone } from '@smer/shared/time-zone';

/** `2024-08-16T18:31:50`, also with a fraction or a zone. */
export const datePattern =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Finds the instants of dates without a zone. Of the hour that occurs twice in autumn it takes the
 * first, until time would run backwards; from then on the second.
 */
export class OriginalTime {
  readonly #zone: TimeZone;
  #last = Number.NEGATIVE_INFINITY;

  constructor(zone: TimeZone) {
    this.#zone = zone;
  }

  /** Epoch seconds of what `datePattern` matched; undefined if there is no such date. */
  toTimestamp(match: RegExpExecArray): number | undefined {
    const local = readLocalTime(match.slice(1, 7));
    if (!isRealTime(local)) return undefined;
    const offset = match[7];
    const instant =
      offset === undefined ? this.#fromLocal(local) : wallTime(local) - readOffset(offset);
    this.#last = instant;
    return Math.floor(instant / 1000);
  }

  #fromLocal(local: LocalTime): number {
    const first = this.#zone.toInstant(local);
    const second = this.#zone.toInstant(local, { later: true });
    return first < this.#last && second >= this.#last ? second : first;
  }
}
