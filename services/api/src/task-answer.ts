import { SmerError } from '@smer/shared/errors';
import {
  type LoadMessage,
  loadMessage,
  type ResultOf,
  type StoreMessage,
  storeMessage,
} from '@smer/shared/history-page';
import { problemDocument } from '@smer/shared/problem-document';
import * as z from 'zod';

const [, storeResult] = storeMessage.options;
const [, loadResult] = loadMessage.options;

/** What Store answers: the result, without its tag. */
export const storeAnswer = storeResult.omit({ kind: true });

/** What Load answers; the original spelled the number of readings `Loaded`. */
export const loadAnswer = z.object({
  Loaded: loadResult.shape.loaded,
  ...loadResult.omit({ kind: true, loaded: true }).shape,
});

const problemLine = problemDocument.extend({ kind: z.literal('problem') });

/** A line of a stream of progress; the last is the result or a problem. */
export const storeLine = z.union([...storeMessage.options, problemLine]);
export const loadLine = z.union([...loadMessage.options, problemLine]);

export type TaskMessage = { readonly kind: string };

export function toStoreAnswer(result: ResultOf<StoreMessage>): z.infer<typeof storeAnswer> {
  const { kind: _, ...rest } = result;
  return rest;
}

/** Tells a load's result in the original's words. */
export function toLoadAnswer(result: ResultOf<LoadMessage>): z.infer<typeof loadAnswer> {
  const { kind: _, loaded, ...rest } = result;
  return { Loaded: loaded, ...rest };
}

const isResult = <M extends TaskMessage>(message: M): message is ResultOf<M> =>
  message.kind === 'result';

/** A task's messages up to its result. Throws what the task threw, or UNEXPECTED_ANSWER. */
export async function* untilResult<M extends TaskMessage>(
  messages: AsyncIterable<M>,
): AsyncGenerator<M> {
  for await (const message of messages) {
    yield message;
    if (isResult(message)) return;
  }
  throw endedEarly();
}

/** The result alone. Throws like `untilResult`. */
export async function resultOf<M extends TaskMessage>(
  messages: AsyncIterable<M>,
): Promise<ResultOf<M>> {
  for await (const message of messages) if (isResult(message)) return message;
  throw endedEarly();
}

const endedEarly = () =>
  new SmerError('UNEXPECTED_ANSWER', 'history ended the task without a result');
