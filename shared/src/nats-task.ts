import { createInbox, type NatsConnection } from 'nats';
import { decodeAnswer, noAnswer, tooLate } from './bus-message.ts';
import type { Task } from './contract.ts';

interface TaskRequest<Q> {
  /** The task's, with the meter's name in it. */
  readonly subject: string;
  readonly payload: Q;
  /** The longest silence before giving up. */
  readonly idleMs: number;
}

/**
 * Asks for a task and yields what its answerer tells, until an empty message ends it.
 * Throws SmerError: NO_ANSWER, ANSWER_TOO_LATE, UNEXPECTED_ANSWER, or the code the other side
 * answered with.
 */
export async function* requestTask<Q, M>(
  connection: NatsConnection,
  task: Task<Q, M>,
  { subject, payload, idleMs }: TaskRequest<Q>,
): AsyncIterable<M> {
  const inbox = createInbox();
  const replies = connection.subscribe(inbox);
  const silence = watchSilence(replies, idleMs);
  try {
    connection.publish(subject, JSON.stringify(payload), { reply: inbox });
    for await (const message of replies) {
      silence.pause();
      if (message.headers?.code === 503) throw noAnswer(subject);
      if (message.data.length === 0 && !message.headers) return;
      yield decodeAnswer(task.response, message, subject);
      silence.restart();
    }
    throw tooLate(subject);
  } finally {
    silence.pause();
    replies.unsubscribe();
  }
}

/** Ends an iteration that has been silent for too long. */
function watchSilence(replies: { unsubscribe(): void }, idleMs: number) {
  const start = () => setTimeout(() => replies.unsubscribe(), idleMs);
  let timer = start();
  return {
    pause: () => clearTimeout(timer),
    restart: () => {
      timer = start();
    },
  };
}
