import type { MbusDevice, Reading } from '@smer/shared/reading';
import { readCount, readQuantity } from './cosem-value.ts';
import { type ClockRules, readTimestamp } from './p1-timestamp.ts';
import { type Span, spanOf, textOf } from './span.ts';
import { timedValue } from './timed-value.ts';
import { unitOf } from './unit.ts';

export interface MbusContext {
  readonly rules: ClockRules;
  readonly previous: Reading | undefined;
}

const minuteMs = 60_000;

/**
 * Reads `(101209112500W)(12785.123*m3)` (DSMR 5.0.2 P1, 6.12). A device that was never read, or is
 * not connected, gets no value: it is absent, not 0. False where the groups can't be read.
 */
export function readLastValue(
  device: MbusDevice,
  groups: readonly Span[],
  context: MbusContext,
): boolean {
  const sent = timedValue(groups);
  return (
    sent !== undefined &&
    readValue(device, { time: sent.time, value: sent.value, laterMs: 0 }, context)
  );
}

/**
 * Reads the last value of an hourly profile (DSMR 3.0 P1, 24.3.0):
 * `(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)(00000.000)`, which is the time of the first value,
 * the status, the minutes between values, the number of quantities, their references and units,
 * then the values, oldest first.
 */
export function readHourlyProfile(
  device: MbusDevice,
  groups: readonly Span[],
  context: MbusContext,
): boolean {
  const [time, , period, quantities, , unit] = groups;
  const periodMinutes = period && readCount(period);
  const columns = quantities && readCount(quantities);
  if (!time || !unit || periodMinutes === undefined || !columns) return false;
  const firstValue = 4 + 2 * columns;
  const rows = Math.floor((groups.length - firstValue) / columns);
  const last = groups[firstValue + (rows - 1) * columns];
  if (rows < 1 || last === undefined) return false;
  const value = spanOf(`${textOf(last)}*${textOf(unit)}`);
  return readValue(
    device,
    { time, value, laterMs: (rows - 1) * periodMinutes * minuteMs },
    context,
  );
}

interface SentValue {
  readonly time: Span;
  readonly value: Span;
  /** How much later than `time` the value was taken. */
  readonly laterMs: number;
}

function readValue(device: MbusDevice, sent: SentValue, context: MbusContext): boolean {
  const amount = readAmount(sent.value);
  if (amount === undefined) return isNothing(sent.value);
  const lastTimeMs = timeBefore(device, amount, context.previous) - sent.laterMs;
  const time = readTimestamp(sent.time, context.rules, lastTimeMs);
  if (time === undefined && amount.value === 0) return true;
  device[amount.field] = amount.value;
  if (time !== undefined) device.capturedAt = time + sent.laterMs;
  return true;
}

interface Amount {
  readonly field: 'volumeDm3' | 'energyWh' | 'energyJ';
  readonly value: number;
}

/** What a device may count, by the unit that it is usually sent in. */
const counted = [
  ['volumeDm3', unitOf('m3')],
  ['energyJ', unitOf('GJ')],
  ['energyWh', unitOf('kWh')],
] as const;

function readAmount(sent: Span): Amount | undefined {
  for (const [field, unit] of counted) {
    const value = unit && readQuantity(sent, unit);
    if (value !== undefined) return value < 0 ? undefined : { field, value };
  }
  return undefined;
}

/** `(00000.000)` and `()`: zeros without a unit stand for a device that is not there. */
function isNothing(sent: Span): boolean {
  return /^[0.]*$/.test(textOf(sent));
}

/**
 * The time that a new value must be later than: that of the reading before. It may repeat it as
 * long as the value is the same.
 */
function timeBefore(
  { channel }: MbusDevice,
  { field, value }: Amount,
  before: Reading | undefined,
): number {
  const previous = before?.mbusDevices.find((device) => device.channel === channel);
  const capturedAt = previous?.capturedAt ?? Number.NEGATIVE_INFINITY;
  return previous?.[field] === value ? capturedAt - 1 : capturedAt;
}
