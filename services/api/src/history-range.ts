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
      to: instant(zone).optional().describe('only readings before this instant'),
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

/** What to ask history for. `now` is in epoch milliseconds; `res` means after now − res seconds. */
export function toHistoryRequest(parameters: HistoryParameters, now: number) {
  const { res, from, to, points } = parameters;
  const first = res === undefined ? from : Math.max(0, Math.floor(now / 1000 - res) + 1);
  return {
    from: first,
    to,
    points,
    fields: [...new Set(['usageWatts' as const, ...(parameters.fields ?? [])])],
  } satisfies HistoryRequest;
}
