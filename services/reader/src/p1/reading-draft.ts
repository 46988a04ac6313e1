import type { MbusDevice, Reading } from '@smer/shared/reading';
import type { ClockRules } from './p1-timestamp.ts';
import { type CosemLine, referenceOf, valueGroups } from './parse-telegram.ts';
import { textOf } from './span.ts';

/** A reading in the making, and what is needed only until it is made. */
export interface ReadingDraft {
  readonly reading: Reading;
  readonly rules: ClockRules;
  readonly previous: Reading | undefined;
  /** A bit, in words of 32, for each row of the OBIS table that an object was there for. */
  readonly seen: number[];
  /** By channel, from 1. */
  readonly devices: (MbusDevice | undefined)[];
  /** Channels whose value was sent as such, not converted to another temperature. */
  readonly unconverted: boolean[];
  /** Where the equipment identifier is from: the row and the line. */
  identifier?: { readonly index: number; readonly line: CosemLine };
  /** Import minus export, and both together, from meters that send them so. */
  netW?: number;
  grossW?: number;
  /** Whether the meter has tariffs beyond the two that all meters have. */
  hasFurtherTariffs?: boolean;
  /** Whether a power that the use is made of is there but can't be read. */
  powerUnreadable?: boolean;
}

/** Keeps a line as it was sent. False where it is not made of whole value groups. */
export function keepVerbatim({ reading }: ReadingDraft, line: CosemLine): boolean {
  const values = valueGroups(line);
  if (values === undefined) return false;
  reading.otherObjects.push({ reference: referenceOf(line), values: values.map(textOf) });
  return true;
}

/** Notes a line that can't be used. */
export function warn({ reading }: ReadingDraft, line: CosemLine, reason: string): void {
  reading.warnings.push({ line: textOf(line), reason });
}
