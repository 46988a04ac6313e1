import type { SampleField } from '@smer/shared/history-page';
import type { TimestampSource } from '@smer/shared/reading';
import { slotOf, slotS } from '@smer/shared/slot';
import type { Medium, MeterRegister } from './meter-register.ts';
import { fieldIndex, type Sample } from './sample.ts';

export const quarterSeconds = 900;
export const quartersPerDay = 86_400 / quarterSeconds;
export const slotsPerQuarter = quarterSeconds / slotS;

/** Numbers that hold a bit for each slot of a quarter hour. */
export const slotNumbers = 3;

export const quarterOf = (timestamp: number): number => Math.floor(timestamp / quarterSeconds);

/** The fields that count up, with what each measures. */
export const counters = [
  { field: 'energyImportedT1Wh', medium: 'electricity' },
  { field: 'energyImportedT2Wh', medium: 'electricity' },
  { field: 'energyExportedT1Wh', medium: 'electricity' },
  { field: 'energyExportedT2Wh', medium: 'electricity' },
  { field: 'energyImportedWh', medium: 'electricity' },
  { field: 'energyExportedWh', medium: 'electricity' },
  { field: 'gasDm3', medium: 'gas' },
  { field: 'waterDm3', medium: 'water' },
] as const satisfies readonly { field: SampleField; medium: Medium }[];
export type CounterField = (typeof counters)[number]['field'];

/** Counters in the order of `counters`, absent ones undefined. */
export type CounterValues = readonly (number | undefined)[];

/** What one set of meters showed in a quarter hour: its first sample, its last, and which slots have one. */
export interface CounterRun {
  /** Quarter hours since 1970. */
  readonly quarter: number;
  /** Number of the set in the meter register. */
  readonly meters: number;
  /** Epoch seconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whose clock told these. */
  readonly firstSource: TimestampSource;
  readonly lastSource: TimestampSource;
  readonly first: CounterValues;
  readonly last: CounterValues;
  /** A bit for each of the 90 slots, 30 in each number. */
  readonly slots: readonly [number, number, number];
}

/** The run that a single sample makes. */
export function toRun(sample: Sample, register: MeterRegister): CounterRun {
  const { timestamp, timestampSource, values } = sample;
  const shown = counters.map(({ field }) => values[fieldIndex[field]]);
  const slot = slotOf(timestamp) % slotsPerQuarter;
  const bits = (part: number) => (Math.floor(slot / 30) === part ? 1 << (slot % 30) : 0);
  return {
    quarter: quarterOf(timestamp),
    meters: register.numberOf(sample.meters),
    firstAt: timestamp,
    lastAt: timestamp,
    firstSource: timestampSource,
    lastSource: timestampSource,
    first: shown,
    last: shown,
    slots: [bits(0), bits(1), bits(2)],
  };
}

/** How many of the bits are set. */
export function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
