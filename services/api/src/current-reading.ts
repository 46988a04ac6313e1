import { type Reading, reading } from '@smer/shared/reading';
import type { TimeZone } from '@smer/shared/time-zone';
import * as z from 'zod';

const { timestamp, usageWatts, ...rest } = reading.shape;

/** A reading with the original's three keys in front. */
export const currentReading = z.object({
  date: z.string().describe('timestamp as local ISO 8601 with offset'),
  timestamp,
  usageWatts,
  ...rest,
});

/** The JSON of a reading as the API shows it. */
export function renderReading(reading: Reading, zone: TimeZone): string {
  const { timestamp, usageWatts, ...others } = reading;
  const date = zone.toIso(timestamp * 1000);
  return JSON.stringify({ date, timestamp, usageWatts, ...others });
}
