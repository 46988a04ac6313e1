import * as z from 'zod';
import { slotS } from './slot.ts';
import { epochSeconds, instantMs, isSlotSecond, slotClock } from './units.ts';

/** What a sample holds beside its time; each is a column, absent where the meter does not send it. */
export const sampleField = z.enum([
  'usageWatts',
  'powerL1W',
  'powerL2W',
  'powerL3W',
  'energyImportedT1Wh',
  'energyImportedT2Wh',
  'energyExportedT1Wh',
  'energyExportedT2Wh',
  'energyImportedWh',
  'energyExportedWh',
  'gasDm3',
  'waterDm3',
]);
export type SampleField = z.infer<typeof sampleField>;

// A page holds thousands of numbers: one check for all, as zod would copy each and keep record of it.
const columnOf = <T>(isValue: (value: unknown) => value is T, expected: string) =>
  z.custom<T[]>(
    (values) => Array.isArray(values) && values.every(isValue),
    `expected an array of ${expected}`,
  );
const isNumberOrNull = (value: unknown): value is number | null =>
  value === null || Number.isFinite(value);

const column = columnOf(isNumberOrNull, 'numbers and nulls');

/** How many known pages a question may name. */
export const mostKnown = 64;

/** A range of samples [from, to) by the slot clock; without `from` the oldest, without `to` the newest. */
export const historyRequest = z.object({
  from: epochSeconds.optional(),
  to: epochSeconds.optional(),
  fields: z.array(sampleField).min(1).optional().describe('default: usageWatts'),
  points: z.int().min(1).max(10_000).optional().describe('at most so many buckets'),
  cursor: epochSeconds
    .optional()
    .describe('where the page before ended; with `known` also where the first of those begins'),
  bucketSeconds: z
    .int()
    .min(slotS)
    .multipleOf(slotS)
    .optional()
    .describe('with a cursor: that of the first page, as more samples may make for longer buckets'),
  known: z
    .array(z.string())
    .max(mostKnown)
    .optional()
    .describe(
      'where given, pages are whole: many ranges have them in common. The tags of those that need not be sent: the one with the cursor, or else with the start, and those after it',
    ),
});
export type HistoryRequest = z.infer<typeof historyRequest>;

/**
 * One page of columns, oldest first, at most 64 KiB. With `points` each row is a bucket:
 * `timestamp` is the time of its first sample, `columns` the means, `minimum` and `maximum` beside them.
 */
export const historyPage = z.object({
  timestamp: columnOf(isSlotSecond, 'epoch seconds'),
  columns: z.partialRecord(sampleField, column),
  minimum: z.partialRecord(sampleField, column).optional(),
  maximum: z.partialRecord(sampleField, column).optional(),
  bucketSeconds: z.int().optional(),
  next: epochSeconds
    .optional()
    .describe(
      'cursor of the next page, of a whole page also past the range; absent on the last, and where all are known',
    ),
  tag: z.string().optional().describe('of a whole page: tells the same from a changed one'),
  skipped: z
    .int()
    .min(0)
    .optional()
    .describe('how many known pages, unchanged, come before this; it is empty where they are all'),
});
export type HistoryPage = z.infer<typeof historyPage>;

export const energyPeriod = z.enum(['quarter', 'hour', 'day', 'week', 'month', 'year']);
export type EnergyPeriod = z.infer<typeof energyPeriod>;

/**
 * Periods of the local calendar that overlap [from, to); without `from` from the oldest, without
 * `to` up to the running one, without either that one alone.
 */
export const energyRequest = z.object({
  period: energyPeriod,
  from: epochSeconds.optional(),
  to: epochSeconds.optional(),
  cursor: epochSeconds.optional(),
});
export type EnergyRequest = z.infer<typeof energyRequest>;

/** Use within one period, from the counters. */
export const energyBucket = z.object({
  start: slotClock,
  end: epochSeconds,
  energyImportedT1Wh: z.int().optional(),
  energyImportedT2Wh: z.int().optional(),
  energyExportedT1Wh: z.int().optional(),
  energyExportedT2Wh: z.int().optional(),
  energyImportedWh: z.int().optional().describe('total over the tariffs'),
  energyExportedWh: z.int().optional().describe('total over the tariffs'),
  gasDm3: z.int().optional(),
  waterDm3: z.int().optional(),
  coverage: z.number().min(0).max(1).describe('share of the period with samples'),
});
export type EnergyBucket = z.infer<typeof energyBucket>;

export const energyPage = z.object({
  period: energyPeriod,
  zone: z.string(),
  buckets: z.array(energyBucket),
  next: epochSeconds.optional(),
});
export type EnergyPage = z.infer<typeof energyPage>;

const peak = z.object({
  month: z.string().describe('YYYY-MM, local'),
  powerW: z.int(),
  occurredAt: instantMs.optional(),
});

/** Quarter-hour demand: from the meter's own 1.4.0 and 1.6.0, computed from the counters otherwise. */
export const demandAnswer = z.object({
  source: z.enum(['meter', 'counters']),
  quarterStart: slotClock.optional(),
  averageW: z.int().optional().describe('of the running quarter, were nothing more used in it'),
  projectedW: z.int().optional().describe('at its end, if use stays as it is'),
  monthPeak: peak.optional(),
  peaks: z.array(peak).describe('of earlier months, oldest first'),
});
export type DemandAnswer = z.infer<typeof demandAnswer>;

/** A long task tells how far it is, then ends with its result. */
export const storeMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    done: z.int().describe('readings written so far'),
    total: z.int(),
  }),
  z.object({
    kind: z.literal('result'),
    count: z.int().describe('readings written'),
    bytes: z.int(),
    file: z.string(),
    storedAt: instantMs,
  }),
]);
export type StoreMessage = z.infer<typeof storeMessage>;

export const loadMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    done: z.int().describe('bytes read so far; the file is read twice'),
    total: z.int(),
  }),
  z.object({
    kind: z.literal('result'),
    loaded: z.int().describe('readings in the file'),
    added: z.int().describe('of which memory lacked'),
    expired: z.int().optional().describe('of which older than history keeps samples'),
    file: z.string(),
    origin: z.enum(['smer', 'original']).describe('which program wrote the file'),
  }),
]);
export type LoadMessage = z.infer<typeof loadMessage>;

/** The message with which a task ends. */
export type ResultOf<Message> = Extract<Message, { kind: 'result' }>;
