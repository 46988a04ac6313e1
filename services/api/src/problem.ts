import { type ErrorCode, errorCodes, SmerError } from '@smer/shared/errors';
import * as z from 'zod';

export const problemMediaType = 'application/problem+json';

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

/** What an error looks like over HTTP. Errors that are not SMER's own keep their words to themselves. */
export function toProblem(thrown: unknown): ProblemDocument {
  const known = thrown instanceof SmerError && thrown.code !== 'INTERNAL' ? thrown : undefined;
  const errorCode = known?.code ?? 'INTERNAL';
  const { status, title } = errorCodes[errorCode];
  return {
    type: 'about:blank',
    title,
    status,
    detail: known?.message ?? 'something went wrong inside SMER; its log tells more',
    code: status,
    name: title,
    errorCode,
    ...invalidParametersOf(known),
  };
}

function invalidParametersOf(error: SmerError | undefined): Partial<ProblemDocument> {
  const given = problemDocument.shape.invalidParameters.safeParse(
    error?.evidence['invalidParameters'],
  );
  return given.data ? { invalidParameters: given.data } : {};
}
