import { readCount, readQuantity, unitSent } from './cosem-value.ts';
import { type CosemLine, valueSpan } from './parse-telegram.ts';
import type { ReadingDraft } from './reading-draft.ts';
import { textOf } from './span.ts';
import type { BaseUnit } from './unit.ts';

const breakerStates = ['disconnected', 'connected', 'ready'] as const;

type LimitField =
  | 'limiterThresholdW'
  | 'limiterThresholdA'
  | 'limiterThresholdVa'
  | 'fuseThresholdA';

const limiterFields: Partial<Record<BaseUnit, LimitField>> = {
  W: 'limiterThresholdW',
  A: 'limiterThresholdA',
  VA: 'limiterThresholdVa',
};

/** Reads the state of the breaker, 0 to 2 (DSMR 4.0.4 P1, 0-0:96.3.10). */
export function readBreaker({ reading }: ReadingDraft, line: CosemLine): boolean {
  const state = breakerStates[readCount(valueSpan(line)) ?? -1];
  if (state === undefined) return false;
  reading.breaker = state;
  return true;
}

/** Reads the limiter's threshold (0-0:17.0.0): A in DSMR 3.0, kW in 4.0 and Belgium, kVA in Luxembourg. */
export function readLimiter(draft: ReadingDraft, line: CosemLine): boolean {
  const unit = unitSent(valueSpan(line));
  const field = unit && limiterFields[unit.base];
  return field !== undefined && readLimit(draft, field, line);
}

/** Reads the threshold of the fuse supervision (eMUCS-P1 1.3, 1-0:31.4.0). */
export function readThreshold(draft: ReadingDraft, line: CosemLine): boolean {
  return readLimit(draft, 'fuseThresholdA', line);
}

function readLimit({ reading }: ReadingDraft, field: LimitField, line: CosemLine): boolean {
  const span = valueSpan(line);
  const unit = unitSent(span);
  const limit = unit && readQuantity(span, unit);
  if (limit === undefined || limit < 0) return false;
  if (!isSwitchedOff(textOf(span))) reading[field] = limit;
  return true;
}

/** All nines stand for no limit: `999*A`, `999.9*kW`, `99.999*kW`, `0999.00*kW`. */
function isSwitchedOff(sent: string): boolean {
  return /^0*9{2,}(\.9+|\.0+)?\*/.test(sent);
}
