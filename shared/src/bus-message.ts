import { type Msg, NoRespondersError, RequestError, TimeoutError } from 'nats';
import * as z from 'zod';
import { isErrorCode, SmerError } from './errors.ts';

/** Tells an answer that is an error, by its code. */
export const errorHeader = 'Smer-Error';

const errorDetail = z.object({ message: z.string() });

/** What a message holds. Throws INVALID_REQUEST where it is not of the agreed shape. */
export function decode<P>(schema: z.ZodType<P>, message: Msg, subject: string): P {
  const result = schema.safeParse(parseJson(message));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new SmerError(
    'INVALID_REQUEST',
    `message on ${subject}: ${issue?.path.join('.') || 'payload'}: ${issue?.message}`,
  );
}

function parseJson(message: Msg): unknown {
  try {
    return message.data.length === 0 ? {} : message.json();
  } catch {
    return undefined;
  }
}

/** What an answer holds. Throws the error it carries, or UNEXPECTED_ANSWER. */
export function decodeAnswer<R>(schema: z.ZodType<R>, message: Msg, subject: string): R {
  const code = message.headers?.get(errorHeader);
  if (code) {
    const detail = errorDetail.safeParse(parseJson(message)).data?.message;
    throw new SmerError(isErrorCode(code) ? code : 'UNEXPECTED_ANSWER', detail ?? code);
  }
  const result = schema.safeParse(parseJson(message));
  if (result.success) return result.data;
  throw new SmerError('UNEXPECTED_ANSWER', `the answer on ${subject} is not of the agreed shape`, {
    cause: result.error,
  });
}

export const noAnswer = (subject: string) =>
  new SmerError('NO_ANSWER', `nobody answers on ${subject}`, { evidence: { subject } });

export const tooLate = (subject: string) =>
  new SmerError('ANSWER_TOO_LATE', `no answer in time on ${subject}`, { evidence: { subject } });

/** What went wrong with a request, in SMER's own words. */
export function requestFailure(thrown: unknown, subject: string): SmerError {
  if (thrown instanceof SmerError) return thrown;
  if (thrown instanceof NoRespondersError) return noAnswer(subject);
  if (thrown instanceof RequestError && thrown.isNoResponders()) return noAnswer(subject);
  if (thrown instanceof TimeoutError) return tooLate(subject);
  return new SmerError('NO_ANSWER', `the request on ${subject} failed`, { cause: thrown });
}
