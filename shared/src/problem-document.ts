import * as z from 'zod';
import { type ErrorCode, errorCodes } from './errors.ts';

/** An error as a document (RFC 9457), with the `code` and `name` that the original program sent. */
export const problemDocument = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().describe('the HTTP status'),
  detail: z.string().describe('what went wrong here'),
  code: z.int().describe('the HTTP status'),
  name: z.string().describe('the title'),
  errorCode: z
    .enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]])
    .optional()
    .describe('absent where the web server itself answers'),
  invalidParameters: z
    .array(
      z.object({
        parameter: z.string(),
        value: z.string().optional().describe('as given; absent if it was not'),
        expected: z.string(),
      }),
    )
    .optional(),
});
export type ProblemDocument = z.infer<typeof problemDocument>;
