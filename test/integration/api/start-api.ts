import type { Bus } from '@smer/shared/bus';
import { connectBus } from '@smer/shared/connect-bus';
import { contract, type Query, type Task } from '@smer/shared/contract';
import { createLogger } from '@smer/shared/logger';
import { freePort } from '../../support/free-port.ts';
import { type StartedNatsServer, startNatsServer } from '../../support/start-nats-server.ts';
import type { StartedProcess } from '../../support/start-process.ts';
import { startService } from '../../support/start-service.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type ApiDescription, checkDescribed } from './check-described.ts';

export interface DescribedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json<Body = Record<string, unknown>>(): Body;
  problem(): Problem;
}

/** The members of a problem document that tests look at. */
export interface Problem {
  readonly code: number;
  readonly name: string;
  readonly detail: string;
  readonly errorCode: string;
  readonly invalidParameters: readonly { parameter: string; value: string; expected: string }[];
}

export interface StartedApi extends AsyncDisposable {
  readonly nats: StartedNatsServer;
  readonly process: StartedProcess;
  readonly url: string;
  /** The bus as reader and history see it. */
  readonly bus: Bus;
  readonly description: ApiDescription;
  /** Asks, and checks that the answer is of the shape that /api/openapi.json describes. */
  ask(path: string, init?: RequestInit): Promise<DescribedResponse>;
  /** Plays reader or history, until disposed of. */
  answer<Q, R>(
    query: Query<Q, R>,
    handle: (request: Q) => R | Promise<R>,
  ): Promise<AsyncDisposable>;
  answerTask<Q, M>(
    task: Task<Q, M>,
    handle: (request: Q) => AsyncIterable<M>,
  ): Promise<AsyncDisposable>;
  /** Passes when the bus has handled all that was done on it. */
  settled(): Promise<void>;
}

/** The API as a process, on a bus of its own where nobody else is. */
export async function startApi(env: Readonly<Record<string, string>> = {}): Promise<StartedApi> {
  // Ends what was started, also when the rest can't be.
  await using started = new AsyncDisposableStack();
  const nats = started.use(await startNatsServer());
  const port = await freePort();
  const common = { NATS_URL: nats.url, API_HOST: '127.0.0.1', API_PORT: `${port}` };
  const process = started.use(startService('api', { ...common, ...env }));
  const logger = createLogger('test', 'silent');
  const bus = connectBus({ servers: nats.url, name: 'test', meter: 'main', logger });
  started.defer(() => bus.close());
  const url = `http://127.0.0.1:${port}`;
  const description = await waitFor(
    'the API to answer',
    async () => (await fetch(`${url}/api/openapi.json`)).json() as Promise<ApiDescription>,
  ).catch((thrown: unknown) => {
    throw new Error(`the API did not start:\n${process.output()}`, { cause: thrown });
  });
  await waitFor('the API on the bus', async () => {
    const answers = await bus.requestAll(contract.status, {}, 500, (all) => all.length > 0);
    return answers.length > 0;
  });
  const settled = () => bus.request(contract.replay, {}, 500).then(ignore, ignore);
  const until = async (stop: () => void) => {
    await settled();
    return {
      [Symbol.asyncDispose]: async () => {
        stop();
        await settled();
      },
    };
  };
  const running = started.move();
  return {
    nats,
    process,
    url,
    bus,
    description,
    ask: async (path, init = {}) => {
      const response = await fetch(`${url}${path}`, init);
      const { status, headers } = response;
      const text = await response.text();
      const parse = () => JSON.parse(text);
      const answer = { status, headers, text, json: parse, problem: parse };
      checkDescribed(description, { path, method: init.method ?? 'GET' }, answer);
      return answer;
    },
    answer: (query, handle) => until(bus.answer(query, handle)),
    answerTask: (task, handle) => until(bus.answerTask(task, handle)),
    settled,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const ignore = () => undefined;
