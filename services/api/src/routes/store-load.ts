import { contract, type Task } from '@smer/shared/contract';
import type { ResultOf } from '@smer/shared/history-page';
import type { Response } from 'express';
import * as z from 'zod';
import { type ApiContext, defineEndpoint, type Endpoint } from '../endpoint.ts';
import { toProblem } from '../problem.ts';
import { sendJson } from '../send.ts';
import {
  loadAnswer,
  loadLine,
  resultOf,
  storeAnswer,
  storeLine,
  type TaskMessage,
  toLoadAnswer,
  toStoreAnswer,
  untilResult,
} from '../task-answer.ts';

const linesMediaType = 'application/x-ndjson';

/** A large file takes a while between two signs of progress on a slow card. */
const idleMs = 60_000;

export const storeEndpoint = (context: ApiContext) =>
  taskEndpoint(context, {
    path: '/api/store-history',
    name: 'storeHistory',
    summary: 'Writes the history to its file; the file before it is kept as the previous one',
    task: contract.historyStore,
    answer: storeAnswer,
    line: storeLine,
    toAnswer: toStoreAnswer,
    errors: ['BUSY', 'INVALID_DUMP_FILE', 'DISK_FULL', 'DISK_READ_ONLY'],
  });

export const loadEndpoint = (context: ApiContext) =>
  taskEndpoint(context, {
    path: '/api/load-history',
    name: 'loadHistory',
    summary: 'Adds the readings of the file to the history; nothing gathered since is lost',
    task: contract.historyLoad,
    answer: loadAnswer,
    line: loadLine,
    toAnswer: toLoadAnswer,
    errors: ['BUSY', 'NO_DUMP_FILE', 'INVALID_DUMP_FILE', 'UNREADABLE_DUMP_FILE'],
  });

interface TaskOptions<M extends TaskMessage>
  extends Pick<Endpoint, 'path' | 'name' | 'summary' | 'errors'> {
  readonly task: Task<Record<string, never>, M>;
  readonly answer: z.ZodType;
  readonly line: z.ZodType;
  readonly toAnswer: (result: ResultOf<M>) => object;
}

function taskEndpoint<M extends TaskMessage>(
  { bus, logger }: ApiContext,
  { task, answer, line, toAnswer, errors, ...named }: TaskOptions<M>,
) {
  return defineEndpoint({
    ...named,
    methods: ['GET', 'POST'],
    parameters: z.object({}),
    answers: {
      200: {
        description: `the result; as ${linesMediaType} a line for each sign of progress before it`,
        content: { 'application/json': answer, [linesMediaType]: line },
      },
    },
    errors: [...errors, 'CROSS_SITE_REQUEST', 'NO_ANSWER', 'ANSWER_TOO_LATE'],
    changesState: true,
    answer: async ({ request, response }) => {
      const messages = bus.run(task, {}, idleMs);
      response.vary('Accept');
      if (request.accepts(['application/json', linesMediaType]) !== linesMediaType) {
        return sendJson(response, JSON.stringify(toAnswer(await resultOf(messages))));
      }
      await sendLines(response, untilResult(messages), (thrown) => {
        logger.warn({ err: thrown, path: named.path }, 'task failed');
        return { kind: 'problem', ...toProblem(thrown) };
      });
    },
  });
}

/** An error before the first line becomes the answer; after it the last line. */
async function sendLines(
  response: Response,
  lines: AsyncIterable<object>,
  toLine: (thrown: unknown) => object,
): Promise<void> {
  const send = (line: object) => {
    if (!response.headersSent) {
      response.setHeader('Content-Type', linesMediaType);
      response.setHeader('Cache-Control', 'no-store');
    }
    response.write(`${JSON.stringify(line)}\n`);
  };
  try {
    for await (const line of lines) send(line);
  } catch (thrown) {
    if (!response.headersSent) throw thrown;
    send(toLine(thrown));
  }
  response.end();
}
