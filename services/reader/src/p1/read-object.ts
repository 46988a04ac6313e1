import { readCount, readQuantity } from './cosem-value.ts';
import type { SetNumber } from './number-setters.ts';
import type { ObisRow, TextField } from './obis-rows.ts';
import { readMessage, readOctets, readVersion } from './octet-string.ts';
import { type CosemLine, valueSpan } from './parse-telegram.ts';
import { readCompound } from './read-compound.ts';
import { readBreaker, readLimiter, readThreshold } from './read-limits.ts';
import { keepVerbatim, type ReadingDraft } from './reading-draft.ts';

/**
 * Adds what a line says to the draft, as its row in the OBIS table tells. False where it can't be
 * read as that row expects.
 */
export function readObject(draft: ReadingDraft, row: ObisRow, line: CosemLine): boolean {
  const { use, unit } = row;
  switch (use.kind) {
    case 'quantity':
      line.number ??= notNegative(readQuantity(valueSpan(line), unit));
      return setNumber(draft, use.set, line);
    case 'count':
      line.number ??= readCount(valueSpan(line));
      return setNumber(draft, use.set, line);
    case 'factor':
      line.number ??= possibleFactor(readQuantity(valueSpan(line), unit));
      return setNumber(draft, use.set, line);
    case 'tariff':
      line.number ??= notNegative(readQuantity(valueSpan(line), unit));
      return readFurtherTariff(draft, use.set, line);
    case 'octets':
      line.text ??= readOctets(valueSpan(line));
      return setText(draft, use.field, line);
    case 'message':
      line.text ??= readMessage(valueSpan(line));
      return setText(draft, use.field, line);
    case 'version':
      line.text ??= readVersion(valueSpan(line));
      return setText(draft, use.field, line);
    case 'threshold':
      return readThreshold(draft, line);
    case 'limiter':
      return readLimiter(draft, line);
    case 'breaker':
      return readBreaker(draft, line);
    default:
      return readCompound(draft, row, line);
  }
}

function setNumber({ reading }: ReadingDraft, set: SetNumber, { number }: CosemLine): boolean {
  if (number === undefined) return false;
  set(reading, number);
  return true;
}

/** Tariffs that have no field are kept as they were sent. */
function readFurtherTariff(
  draft: ReadingDraft,
  set: SetNumber | undefined,
  line: CosemLine,
): boolean {
  draft.hasFurtherTariffs = true;
  if (set) return setNumber(draft, set, line);
  return line.number !== undefined && keepVerbatim(draft, line);
}

/** An empty text says nothing; that is no fault of the line. */
function setText({ reading }: ReadingDraft, field: TextField, { text }: CosemLine): boolean {
  if (text) reading[field] = text;
  return true;
}

function notNegative(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

/** Hungarian meters send power factors such as 4.556, which none can be. */
function possibleFactor(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) <= 1 ? value : undefined;
}
