import type { Event, Query, Task } from './contract.ts';
import type { Logger } from './logger.ts';

export interface BusOptions {
  readonly servers: string;
  /** Shown in the server's connection list. */
  readonly name: string;
  /** METER_ID: the token that stands for `<meter>` in every subject. */
  readonly meter: string;
  readonly logger: Logger;
}

/** Ends the answering; called once the bus has connected. */
export type Stop = () => void;

/**
 * The bus, typed by the contract. Connecting never fails and never gives up; while the server
 * is away, `publish` drops its message and requests fail with NO_ANSWER.
 */
export interface Bus {
  readonly connected: boolean;
  publish<P>(event: Event<P>, payload: P): void;
  publishBytes(event: { subject: string }, bytes: Uint8Array): void;
  subscribe<P>(event: Event<P>, handle: (payload: P) => void): void;
  /**
   * Throws SmerError: NO_ANSWER, ANSWER_TOO_LATE, UNEXPECTED_ANSWER, or the code the other side
   * answered with.
   */
  request<Q, R>(query: Query<Q, R>, payload: Q, timeoutMs?: number): Promise<R>;
  /**
   * Every answer that comes within `waitMs`, or until there are `enough`; none where nobody
   * answers. Throws NO_ANSWER while the server is away.
   */
  requestAll<Q, R>(
    query: Query<Q, R>,
    payload: Q,
    waitMs: number,
    enough?: (answers: readonly R[]) => boolean,
  ): Promise<R[]>;
  /** The messages of a task, until its last. Throws like `request`; `idleMs` is the longest silence. */
  run<Q, M>(task: Task<Q, M>, payload: Q, idleMs: number): AsyncIterable<M>;
  /** Answers a query, one of a queue group unless `group` is false. */
  answer<Q, R>(
    query: Query<Q, R>,
    handle: (payload: Q) => R | Promise<R>,
    options?: { group?: boolean },
  ): Stop;
  answerTask<Q, M>(task: Task<Q, M>, handle: (payload: Q) => AsyncIterable<M>): Stop;
  /** Calls back each time the connection is made or comes back. */
  onConnect(handle: () => void): void;
  /** Handles what has arrived, sends what is queued, then closes. Takes 4 s at most, whatever the server does. */
  close(): Promise<void>;
}
