import { type SampleField, sampleField } from '@smer/shared/history-page';
import { slotClock } from '@smer/shared/units';
import * as z from 'zod';

type Optional = z.ZodOptional<z.ZodNumber>;
type Column = SampleField | `${SampleField}Min` | `${SampleField}Max`;

const columns = Object.fromEntries(
  sampleField.options.flatMap((field) => [
    [field, z.number().optional()],
    [`${field}Min`, z.number().optional()],
    [`${field}Max`, z.number().optional()],
  ]),
) as Record<Column, Optional>;

/** History as the API answers it. */
export const historyAnswer = z.object({
  bucketSeconds: z.int().optional().describe('length of a bucket, where points were asked for'),
  readings: z
    .array(
      z.object({
        date: z.string().describe('timestamp as local ISO 8601 with offset'),
        timestamp: slotClock,
        ...columns,
      }),
    )
    .describe('oldest first; of a bucket the mean stands under the plain name'),
});
