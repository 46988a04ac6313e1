import { readCount, readQuantity } from './cosem-value.ts';
import type { SetNumber } from './number-setters.ts';
import type { ObisRow, TextField } from './obis-rows.ts';
import { readMessage, readOctets, readVersion } from './octet-string.ts';
import { type CosemLine, valueSpan } from './parse-telegram.ts';
import { readCompound } from './read-compound.ts';
import { readBreaker, readLimiter, readThreshold } from './read-limits.ts';
import type { ReadingDraft } from './reading-draft.ts';

/**
 * Adds what a line says to the draft, as its row in the OBIS table tells. False where it can't be
 * read as that row expects.
 */
export function readObject(draft: ReadingDraft, row: ObisRow, line: CosemLine): boolean {
  const { use, unit } = row;
  switch (use.kind) {
    case 'quantity':
      return setNumber(draft, use.set, notNegative(readQuantity(valueSpan(line), unit)));
    case 'count':
      return setNumber(draft, use.set, readCount(valueSpan(line)));
    case 'factor':
      return setNumber(draft, use.set, possibleFactor(readQuantity(valueSpan(line), unit)));
    case 'octets':
      return setText(draft, use.field, readOctets(valueSpan(line)));
    case 'message':
      return setText(draft, use.field, readMessage(valueSpan(line)));
    case 'version':
      return setText(draft, use.field, readVersion(valueSpan(line)));
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

function setNumber({ reading }: ReadingDraft, set: SetNumber, value: number | undefined): boolean {
  if (value === undefined) return false;
  set(reading, value);
  return true;
}

/** An empty text says nothing; that is no fault of the line. */
function setText(draft: ReadingDraft, field: TextField, text: string): boolean {
  if (text !== '') draft.reading[field] = text;
  return true;
}

function notNegative(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

/** Hungarian meters send power factors such as 4.556, which none can be. */
function possibleFactor(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) <= 1 ? value : undefined;
}
