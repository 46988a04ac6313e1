import { SmerError } from '@smer/shared/errors';
import {
  type LoadMessage,
  loadMessage,
  type StoreMessage,
  storeMessage,
} from '@smer/shared/history-page';
import { z } from 'zod';
import { problemDocument } from './problem.ts';

const [progressLine, storeResult] = storeMessage.options;
const [, loadResult] = loadMessage.options;

/** What Store answers: the result, without its tag. */
export const storeAnswer = storeResult.omit({ kind: true });

/** What Load answers; the original spelled the number of readings `Loaded`. */
export const loadAnswer = z.object({
  Loaded: loadResult.shape.loaded,
  ...loadResult.omit({ kind: true, loaded: true }).shape,
});

const problemLine = problemDocument.extend({ kind: z.literal('problem') });

const lineOf = <Answer extends z.ZodRawShape>(answer: z.ZodObject<Answer>) =>
  z.union([progressLine, answer.extend({ kind: z.literal('result') }), problemLine]);

/** A line of a stream of progress; the last is the result or a problem. */
export const storeLine = lineOf(storeAnswer);
export const loadLine = lineOf(loadAnswer);

export type TaskMessage = { readonly kind: string };
export type Result<M extends TaskMessage> = Extract<M, { kind: 'result' }>;

export function toStoreAnswer(result: Result<StoreMessage>): z.infer<typeof storeAnswer> {
  const { kind: _, ...rest } = result;
  return rest;
}

/** Tells a load's result in the original's words. */
export function toLoadAnswer(result: Result<LoadMessage>): z.infer<typeof loadAnswer> {
  const { kind: _, loaded, ...rest } = result;
  return { Loaded: loaded, ...rest };
}

export const isResult = <M extends TaskMessage>(message: M): message is Result<M> =>
  message.kind === 'result';

/** The result of a task that ran to its end. Throws what the task threw, or UNEXPECTED_ANSWER. */
export async function resultOf<M extends TaskMessage>(
  messages: AsyncIterable<M>,
): Promise<Result<M>> {
  for await (const message of messages) if (isResult(message)) return message;
  throw endedEarly();
}

export const endedEarly = () =>
  new SmerError('UNEXPECTED_ANSWER', 'history ended the task without a result');
