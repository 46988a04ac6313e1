import { readCount, readQuantity } from './cosem-value.ts';
import { readDemandPeaks } from './demand-peaks.ts';
import { readMbusPart } from './m-bus-device.ts';
import type { ObisRow } from './obis-rows.ts';
import { readOctets } from './octet-string.ts';
import { readTimestamp } from './p1-timestamp.ts';
import { type CosemLine, valueGroups, valueSpan } from './parse-telegram.ts';
import { readPowerFailureLog } from './power-failure-log.ts';
import { keepVerbatim, type ReadingDraft, warn } from './reading-draft.ts';
import type { Span } from './span.ts';
import { timedValue } from './timed-value.ts';

interface Compound {
  readonly row: ObisRow;
  readonly line: CosemLine;
  /** At least one. */
  readonly groups: readonly Span[];
}

/** Adds objects of several values, and those whose meaning hangs on others; see `readObject`. */
export function readCompound(draft: ReadingDraft, row: ObisRow, line: CosemLine): boolean {
  const groups = valueGroups(line);
  if (groups === undefined) return false;
  const compound = { row, line, groups };
  switch (row.use.kind) {
    case 'clock':
      return readClock(draft, compound);
    case 'identifier':
      return readIdentifier(draft, compound);
    case 'net':
    case 'gross':
      return readNetOrGross(draft, compound);
    case 'peak':
      return readPeak(draft, compound);
    case 'peaks':
      return readPeaks(draft, compound);
    case 'failures':
      return readFailures(draft, compound);
    case 'mbus':
      return readMbus(draft, compound);
    default:
      return keepVerbatim(draft, line);
  }
}

/** A clock that was never set gives no time; that is no fault of the line. */
function readClock({ reading, rules }: ReadingDraft, { groups }: Compound): boolean {
  const meterTime = groups[0] && readTimestamp(groups[0], rules);
  if (meterTime !== undefined) reading.meterTime = meterTime;
  return true;
}

/** Meters name themselves in several objects; the others are kept as sent. */
function readIdentifier(draft: ReadingDraft, { row, line, groups }: Compound): boolean {
  line.text ??= groups[0] && readOctets(groups[0]);
  const identifier = line.text;
  if (!identifier) return true;
  const before = draft.identifier;
  if (/^0+$/.test(identifier) || (before && before.index < row.index))
    return keepVerbatim(draft, line);
  draft.identifier = { index: row.index, line };
  draft.reading.equipmentIdentifier = identifier;
  return before ? keepVerbatim(draft, before.line) : true;
}

function readNetOrGross(draft: ReadingDraft, { row, line }: Compound): boolean {
  const powerW = readQuantity(valueSpan(line), row.unit);
  if (powerW === undefined) return false;
  if (row.use.kind === 'net') draft.netW = powerW;
  else draft.grossW = powerW;
  return keepVerbatim(draft, line);
}

function readPeak({ reading, rules }: ReadingDraft, { row, groups }: Compound): boolean {
  const sent = timedValue(groups);
  const powerW = sent && readQuantity(sent.value, row.unit);
  if (!sent || powerW === undefined) return false;
  const occurredAt = readTimestamp(sent.time, rules);
  reading.demandImportedMonthPeakW = powerW;
  if (occurredAt !== undefined) reading.demandImportedMonthPeakAt = occurredAt;
  return true;
}

function readPeaks(draft: ReadingDraft, { row, line, groups }: Compound): boolean {
  const unreadable = () => warn(draft, line, 'a month in it can not be read');
  const peaks = readDemandPeaks(groups, { rules: draft.rules, unit: row.unit, unreadable });
  if (peaks === undefined) return keepVerbatim(draft, line);
  draft.reading.demandImportedPeaks = peaks;
  return true;
}

function readFailures(draft: ReadingDraft, { line, groups }: Compound): boolean {
  line.failures ??= readPowerFailureLog(groups, draft.rules);
  const log = line.failures;
  if (log === undefined) return false;
  draft.reading.powerFailureLog = log;
  const count = (groups[0] && readCount(groups[0])) ?? 0;
  if (count !== log.length) warn(draft, line, `announces ${count} failures, lists ${log.length}`);
  return true;
}

function readMbus(draft: ReadingDraft, { row, line, groups }: Compound): boolean {
  if (row.use.kind !== 'mbus') return false;
  const { channel, part } = row.use;
  draft.devices[channel] ??= { channel };
  if (part === 'reading' || part === 'unconverted')
    draft.unconverted[channel] = part === 'unconverted';
  return readMbusPart(draft.devices[channel], { part, line, groups }, draft);
}
