import { maxClockErrorMs } from '@smer/shared/clock';
import { type HistoryRequest, sampleField } from '@smer/shared/history-page';
import type { TimeZone } from '@smer/shared/time-zone';
import * as z from 'zod';
import { choice, instant, listOf, mustFollow, wholeNumber } from './parameters.ts';

const longestRangeS = 9_999_999_999;

/** The parameters of a question about history. */
export const historyParameters = (zone: TimeZone) =>
  z
    .object({
      res: wholeNumber(0, longestRangeS)
        .optional()
        .describe('only readings of the last … seconds, by the meter’s clock'),
      from: instant(zone).optional().describe('only readings at or after this instant'),
      to: instant(zone)
        .optional()
        .describe('only readings before this instant; without it res and points go up to now'),
      points: wholeNumber(1, 10_000)
        .optional()
        .describe('reduce to at most so many buckets, each with mean, minimum and maximum'),
      fields: listOf(sampleField.options)
        .optional()
        .describe('what each row holds beside usageWatts'),
      format: choice(['json', 'csv']).default('json'),
    })
    .check(mustFollow, (context) => {
      const { res, from, to } = context.value;
      if (res === undefined || (from ?? to) === undefined) return;
      context.issues.push({
        code: 'custom',
        path: ['res'],
        message: 'either res, or from and to',
        input: context.value,
      });
    });
export type HistoryParameters = z.output<ReturnType<typeof historyParameters>>;

/**
 * What to ask history for. `now` is in epoch milliseconds; `res` means after now − res seconds. What
 * was stored under a clock far ahead would be all that a chart without an end shows.
 */
export function toHistoryRequest(parameters: HistoryParameters, now: number) {
  const { res, from, to, points } = parameters;
  const nowS = Math.floor(now / 1000);
  const untilNow = res !== undefined || points !== undefined;
  return {
    from: res === undefined ? from : Math.max(0, nowS - res + 1),
    to: to ?? (untilNow ? nowS + maxClockErrorMs / 1000 : undefined),
    points,
    fields: [...new Set(['usageWatts' as const, ...(parameters.fields ?? [])])],
  } satisfies HistoryRequest;
}
