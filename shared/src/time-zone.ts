import { type LocalTime, readOffset, toLocalTime, wallTime } from './local-time.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A named zone: the offset at an instant, and local time to and from instants (epoch ms). */
export interface TimeZone {
  readonly name: string;
  offsetMs(instant: number): number;
  toLocal(instant: number): LocalTime;
  /** `2024-10-27T02:30:00+02:00`. */
  toIso(instant: number): string;
  /**
   * The instant of a local time. Of an hour that occurs twice the first, or the second where
   * `later`; a time that the spring skips takes the offset from before the change.
   */
  toInstant(local: LocalTime, options?: { later?: boolean }): number;
}

/**
 * Offsets are looked up once a day and kept, as asking for one costs more than all the rest.
 * `lookUp` tells the offset at an instant, both in milliseconds; by default Intl does.
 */
export function createTimeZone(name: string, lookUp = offsetLookup(name)): TimeZone {
  const offsetMs = cacheByDay(lookUp);
  const toLocal = (instant: number) => toLocalTime(instant + offsetMs(instant));
  return {
    name,
    offsetMs,
    toLocal,
    toIso: (instant) => isoText(toLocal(instant), offsetMs(instant)),
    toInstant: (local, { later = false } = {}) => {
      const wall = wallTime(local);
      const before = offsetMs(wall - dayMs);
      const after = offsetMs(wall + dayMs);
      const candidates = [wall - before, wall - after].filter(
        (instant) => instant + offsetMs(instant) === wall,
      );
      if (candidates.length === 0) return wall - before;
      return later ? Math.max(...candidates) : Math.min(...candidates);
    },
  };
}

function offsetLookup(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    timeZoneName: 'longOffset',
  });
  return (instant) => {
    const text = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value;
    const [offset] = /[+-]\d\d:\d\d/.exec(text ?? '') ?? ['Z'];
    return readOffset(offset);
  };
}

interface DayOffsets {
  readonly first: number;
  readonly last: number;
  /** The first instant at which `last` holds. */
  readonly change: number;
}

/** Eleven years; who asks for other days all the time is answered without being remembered for it. */
const mostDays = 4096;

function cacheByDay(lookUp: (instant: number) => number): (instant: number) => number {
  const days = new Map<number, DayOffsets>();
  return (instant) => {
    const day = Math.floor(instant / dayMs);
    let offsets = days.get(day);
    if (!offsets) {
      if (days.size >= mostDays) days.clear();
      offsets = offsetsOfDay(day * dayMs, lookUp);
      days.set(day, offsets);
    }
    return instant < offsets.change ? offsets.first : offsets.last;
  };
}

function offsetsOfDay(start: number, lookUp: (instant: number) => number): DayOffsets {
  const end = start + dayMs - minuteMs;
  const first = lookUp(start);
  const last = lookUp(end);
  if (first === last) return { first, last, change: start };
  let low = start;
  let high = end;
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (lookUp(middle) === first) low = middle;
    else high = middle;
  }
  return { first, last, change: high };
}

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);

function isoText(local: LocalTime, offset: number): string {
  const minutes = Math.abs(offset) / minuteMs;
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const date = `${local.year}-${two(local.month)}-${two(local.day)}`;
  return `${date}T${two(local.hour)}:${two(local.minute)}:${two(local.second)}${zone}`;
}
