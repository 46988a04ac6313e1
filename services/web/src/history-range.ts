import { periodAt } from '@smer/shared/local-calendar';
import type { TimeZone } from '@smer/shared/time-zone';

/** What the history chart shows: the last so many seconds, all, a local day, or a chosen piece. */
export type HistoryView =
  | { readonly kind: 'range'; readonly seconds: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'day'; readonly date: string }
  | { readonly kind: 'piece'; readonly fromS: number; readonly toS: number };

/** From (inclusive) to (exclusive) in epoch seconds; without `fromS` from the oldest sample. */
export interface TimeWindow {
  readonly fromS?: number;
  readonly toS: number;
}

export const rangesS = [60, 300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 259200] as const;
const defaultRangeS = 10800;
const shortestPieceS = 30;

/** A view that moves with the clock. */
export const isLive = (view: HistoryView): boolean => view.kind === 'range' || view.kind === 'all';

/** The view of a choice in the list: a number of seconds, or `all`. Anything else is the default. */
export function viewOfChoice(choice: string | null): HistoryView {
  if (choice === 'all') return { kind: 'all' };
  const seconds = rangesS.find((rangeS) => `${rangeS}` === choice) ?? defaultRangeS;
  return { kind: 'range', seconds };
}

export function windowOf(view: HistoryView, nowS: number, zone: TimeZone): TimeWindow {
  switch (view.kind) {
    case 'range':
      return { fromS: nowS - view.seconds, toS: nowS };
    case 'all':
      return { toS: nowS };
    case 'day':
      return dayWindow(view.date, zone);
    case 'piece':
      return { fromS: view.fromS, toS: view.toS };
  }
}

/** A piece between two instants in either order, never shorter than 30 s. */
export function pieceBetween(oneS: number, otherS: number): HistoryView {
  const fromS = Math.floor(Math.min(oneS, otherS));
  const toS = Math.max(Math.ceil(Math.max(oneS, otherS)), fromS + shortestPieceS);
  return { kind: 'piece', fromS, toS };
}

/** The same length before (−1) or after (+1), never past now; a day goes to the next local day, up to today. */
export function shifted(
  view: HistoryView,
  direction: -1 | 1,
  { shown, nowS, zone }: { shown: Required<TimeWindow>; nowS: number; zone: TimeZone },
): HistoryView {
  if (view.kind === 'day')
    return neighbourDay(view.date, direction, localDate(nowS * 1000, zone), zone);
  const lengthS = shown.toS - shown.fromS;
  const toS = Math.min(nowS, shown.toS + direction * lengthS);
  return pieceBetween(toS - lengthS, toS);
}

/** Half (zoom in) or double (zoom out) the length around the middle, never past now. */
export function scaled(shown: Required<TimeWindow>, factor: 0.5 | 2, nowS: number): HistoryView {
  const middleS = (shown.fromS + shown.toS) / 2;
  const halfS = ((shown.toS - shown.fromS) * factor) / 2;
  const toS = Math.min(nowS, middleS + halfS);
  return pieceBetween(toS - 2 * halfS, toS);
}

/** `YYYY-MM-DD` of an instant in a zone. */
export const localDate = (instantMs: number, zone: TimeZone): string =>
  zone.toIso(instantMs).slice(0, 10);

function dayWindow(date: string, zone: TimeZone): Required<TimeWindow> {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const midnight = zone.toInstant({ year, month, day, hour: 0, minute: 0, second: 0 });
  const { start, end } = periodAt(zone, 'day', midnight / 1000);
  return { fromS: start, toS: end };
}

function neighbourDay(date: string, direction: -1 | 1, today: string, zone: TimeZone): HistoryView {
  const { fromS, toS } = dayWindow(date, zone);
  const neighbour = localDate((direction < 0 ? fromS - 1 : toS) * 1000, zone);
  return { kind: 'day', date: direction > 0 && neighbour > today ? date : neighbour };
}
