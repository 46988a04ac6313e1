import { errorCodes, SmerError } from '@smer/shared/errors';
import { type ProblemDocument, problemDocument } from '@smer/shared/problem-document';

export const problemMediaType = 'application/problem+json';

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
