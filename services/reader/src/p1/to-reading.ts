import { maxClockErrorMs } from '@smer/shared/clock';
import type { Profile, Reading } from '@smer/shared/reading';
import type { TimeZone } from '@smer/shared/time-zone';
import { detectProfile } from './detect-profile.ts';
import { addTotals } from './energy-totals.ts';
import { addDevices } from './m-bus-devices.ts';
import { notObis } from './obis-code.ts';
import { findObisRow, type ObisRow, obisRows } from './obis-rows.ts';
import type { ClockRules } from './p1-timestamp.ts';
import type { CosemLine, Telegram } from './parse-telegram.ts';
import { readObject } from './read-object.ts';
import { keepVerbatim, type ReadingDraft, warn } from './reading-draft.ts';
import { usageOf } from './usage.ts';

export interface ReadingContext {
  readonly meter: string;
  readonly zone: TimeZone;
  /** Given by hand where it can't be told from the telegram. */
  readonly profile: Profile | undefined;
  readonly receivedAt: number;
  /** The reading before, from the same line. */
  readonly previous: Reading | undefined;
}

const hourMs = 3_600_000;

/**
 * What a telegram says, in base units and instants. An object that SMER knows but can't read is
 * left out and noted as a warning; what it does not know is kept as sent.
 */
export function toReading(telegram: Telegram, context: ReadingContext): Reading {
  const draft = createDraft(telegram, context);
  for (const line of telegram.lines) readLine(draft, line);
  const { reading } = draft;
  addTotals(draft, telegram.lines);
  const usageWatts = usageOf(draft);
  if (usageWatts !== undefined) reading.usageWatts = usageWatts;
  setSlotClock(reading);
  addDevices(draft);
  return reading;
}

function createDraft(telegram: Telegram, context: ReadingContext): ReadingDraft {
  const { meter, zone, receivedAt, previous } = context;
  const profile = context.profile ?? detectProfile(telegram);
  const reading: Reading = {
    meter,
    identification: telegram.identification,
    profile,
    timestamp: Math.floor(receivedAt / 1000),
    timestampSource: 'reception',
    receivedAt,
    mbusDevices: [],
    otherObjects: [],
    warnings: [],
  };
  return {
    reading,
    rules: clockRules(profile, zone),
    previous,
    devices: [],
    unconverted: [],
    seen: [...noRowSeen],
  };
}

/** Where the letter W means UTC+2 (the others: UTC+1). */
const easternProfiles: readonly Profile[] = ['finland', 'lithuania'];

/** A bit for each row of the OBIS table. */
const noRowSeen = Array.from({ length: Math.ceil(obisRows.length / 32) }, () => 0);

function clockRules(profile: Profile, zone: TimeZone): ClockRules {
  return { winterOffsetMs: (easternProfiles.includes(profile) ? 2 : 1) * hourMs, zone };
}

function readLine(draft: ReadingDraft, line: CosemLine): void {
  line.row ??= findObisRow(line.code);
  if (line.row === undefined) readUnknown(draft, line);
  else readKnown(draft, line.row, line);
}

function readUnknown(draft: ReadingDraft, line: CosemLine): void {
  if (line.code === notObis || !keepVerbatim(draft, line)) warn(draft, line, 'is not an object');
}

function readKnown(draft: ReadingDraft, row: ObisRow, line: CosemLine): void {
  const repeated = isRepeated(draft, row);
  if (!readObject(draft, row, line)) {
    warn(draft, line, `can't be read as ${row.meaning}: expected ${row.expected}`);
    draft.powerUnreadable ||= isTotalPower(row);
  } else if (repeated) warn(draft, line, 'sent again; the last one stands');
}

function isTotalPower({ use }: ObisRow): boolean {
  if (use.kind !== 'quantity') return false;
  return use.field === 'powerImportedW' || use.field === 'powerExportedW';
}

function isRepeated({ seen }: ReadingDraft, { index }: ObisRow): boolean {
  const word = index >> 5;
  const bit = 1 << (index & 31);
  const before = seen[word] ?? 0;
  seen[word] = before | bit;
  return (before & bit) !== 0;
}

function setSlotClock(reading: Reading): void {
  const { meterTime, receivedAt } = reading;
  if (meterTime === undefined || Math.abs(meterTime - receivedAt) > maxClockErrorMs) return;
  reading.timestamp = meterTime / 1000;
  reading.timestampSource = 'meter';
}
