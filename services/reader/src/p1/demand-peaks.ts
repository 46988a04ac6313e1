import type { Reading } from '@smer/shared/reading';
import { readQuantity } from './cosem-value.ts';
import { notObis, readObisCode } from './obis-code.ts';
import { type ClockRules, readMonthEndingAt, readTimestamp } from './p1-timestamp.ts';
import { type Span, textOf } from './span.ts';
import type { Unit } from './unit.ts';

type DemandPeaks = NonNullable<Reading['demandImportedPeaks']>;

interface PeakContext {
  readonly rules: ClockRules;
  readonly unit: Unit;
  readonly unreadable: () => void;
}

const headerGroups = 3;
const entryGroups = 3;

/**
 * Reads the highest demand of the last 13 months (eMUCS-P1 1.7.1, 0-0:98.1.0): behind the count
 * and two references, for each month the moment that ended it, when the peak occurred and the
 * peak. Gives the oldest first, whatever order they were sent in; nothing yet is an empty list.
 *
 * The same reference holds other things in Hungary and Switzerland: undefined where the second
 * group is no reference. Entries that can't be read are left out and `unreadable` is called.
 */
export function readDemandPeaks(
  groups: readonly Span[],
  context: PeakContext,
): DemandPeaks | undefined {
  if (groups.slice(0, 2).every((group) => /^0*$/.test(textOf(group)))) return [];
  const reference = groups[1];
  if (reference === undefined || readObisCode(reference) === notObis) return undefined;
  const peaks: DemandPeaks = [];
  for (let at = headerGroups; at < groups.length; at += entryGroups) {
    const peak = readPeak(groups.slice(at, at + entryGroups), context);
    if (peak) peaks.push(peak);
    else context.unreadable();
  }
  return peaks.sort((one, other) => one.month.localeCompare(other.month));
}

function readPeak(entry: readonly Span[], { rules, unit }: PeakContext) {
  const [closedAt, occurred, value] = entry;
  const month = closedAt && readMonthEndingAt(closedAt);
  const powerW = value && readQuantity(value, unit);
  if (!occurred || month === undefined || powerW === undefined) return undefined;
  const occurredAt = readTimestamp(occurred, rules);
  return { month, powerW, ...(occurredAt === undefined ? {} : { occurredAt }) };
}
