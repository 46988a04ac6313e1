import { isRealTime, type LocalTime, wallTime } from '@smer/shared/local-time';
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
    const local = localTimeIn(match);
    if (!isRealTime(local)) return undefined;
    const instant = match[7] === undefined ? this.#fromLocal(local) : fromZoned(match, local);
    this.#last = instant;
    return Math.floor(instant / 1000);
  }

  #fromLocal(local: LocalTime): number {
    const first = this.#zone.toInstant(local);
    const second = this.#zone.toInstant(local, { later: true });
    return first < this.#last && second >= this.#last ? second : first;
  }
}

function localTimeIn(match: RegExpExecArray): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  return { year, month, day, hour, minute, second };
}

function fromZoned(match: RegExpExecArray, local: LocalTime): number {
  const [sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(match[7] ?? '')?.slice(1) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return wallTime(local) - (sign === '-' ? -offset : offset);
}
