import { setTimeout as pause } from 'node:timers/promises';
import { connect, headers, type Msg, type NatsConnection, type Subscription } from 'nats';
import type { Bus, BusOptions, Stop } from './bus.ts';
import { decode, decodeAnswer, errorHeader, noAnswer, requestFailure } from './bus-message.ts';
import type { Event, Query, Task } from './contract.ts';
import { messageOf, SmerError } from './errors.ts';
import { requestTask } from './nats-task.ts';

const defaultTimeoutMs = 2_000;
const maxReconnectWaitMs = 500;
const closeStepMs = 2_000;

/** The bus over NATS. */
export class NatsBus implements Bus {
  readonly #options: BusOptions;
  readonly #connectHandlers: (() => void)[] = [];
  readonly #pending: (() => void)[] = [];
  #connection: NatsConnection | undefined;
  #connected = false;
  #closing = false;

  constructor(options: BusOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#connected;
  }

  async open(): Promise<void> {
    const { servers, name, logger } = this.#options;
    const connection = await connect({
      servers,
      name,
      waitOnFirstConnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: maxReconnectWaitMs,
      pingInterval: 5_000,
      maxPingOut: 2,
      noAsyncTraces: true,
    });
    if (this.#closing) return connection.close();
    this.#connection = connection;
    void this.#followStatus(connection);
    logger.info({ server: connection.getServer() }, 'bus connected');
    for (const start of this.#pending.splice(0)) start();
    this.#setConnected();
  }

  publish<P>(event: Event<P>, payload: P): void {
    this.#guard('publish', () => this.#send(event.subject, JSON.stringify(payload)));
  }

  publishBytes(event: { subject: string }, bytes: Uint8Array): void {
    this.#guard('publish', () => this.#send(event.subject, bytes));
  }

  subscribe<P>(event: Event<P>, handle: (payload: P) => void): void {
    this.#listen(event.subject, undefined, (message) => {
      this.#guard(event.subject, () => handle(decode(event.schema, message, event.subject)));
    });
  }

  async request<Q, R>(query: Query<Q, R>, payload: Q, timeout = defaultTimeoutMs): Promise<R> {
    const subject = this.#subject(query.subject);
    const connection = this.#online(subject);
    const message = await connection
      .request(subject, JSON.stringify(payload), { timeout })
      .catch((thrown: unknown) => {
        throw requestFailure(thrown, subject);
      });
    return decodeAnswer(query.response, message, subject);
  }

  async requestAll<Q, R>(
    query: Query<Q, R>,
    payload: Q,
    waitMs: number,
    enough: (answers: readonly R[]) => boolean = () => false,
  ): Promise<R[]> {
    const subject = this.#subject(query.subject);
    const answers: R[] = [];
    const messages = await this.#online(subject).requestMany(subject, JSON.stringify(payload), {
      strategy: 'timer',
      maxWait: waitMs,
    });
    try {
      for await (const message of messages) {
        this.#guard(subject, () => answers.push(decodeAnswer(query.response, message, subject)));
        if (enough(answers)) break;
      }
    } catch (thrown) {
      if (requestFailure(thrown, subject).code !== 'NO_ANSWER') throw thrown;
    }
    return answers;
  }

  async *run<Q, M>(task: Task<Q, M>, payload: Q, idleMs: number): AsyncIterable<M> {
    const subject = this.#subject(task.subject);
    yield* requestTask(this.#online(subject), task, { subject, payload, idleMs });
  }

  answer<Q, R>(
    query: Query<Q, R>,
    handle: (payload: Q) => R | Promise<R>,
    options: { group?: boolean } = {},
  ): Stop {
    const queue = options.group === false ? undefined : 'smer';
    return this.#listen(query.subject, queue, async (message) => {
      try {
        const answer = await handle(decode(query.request, message, query.subject));
        message.respond(JSON.stringify(answer));
      } catch (thrown) {
        this.#respondError(message, thrown);
      }
    });
  }

  answerTask<Q, M>(task: Task<Q, M>, handle: (payload: Q) => AsyncIterable<M>): Stop {
    return this.#listen(task.subject, 'smer', async (message) => {
      try {
        for await (const step of handle(decode(task.request, message, task.subject))) {
          message.respond(JSON.stringify(step));
        }
        message.respond();
      } catch (thrown) {
        this.#respondError(message, thrown);
      }
    });
  }

  onConnect(handle: () => void): void {
    this.#connectHandlers.push(handle);
    if (this.#connected) this.#guard('connect', handle);
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#connection) return;
    if (this.#connected) await atMost(closeStepMs, this.#connection.drain());
    await atMost(closeStepMs, this.#connection.close());
  }

  #subject(template: string): string {
    return template.replace('<meter>', this.#options.meter);
  }

  #send(template: string, payload: string | Uint8Array): void {
    // While the server is away the client would queue without bound; replay fills the gap instead.
    if (this.#connected) this.#connection?.publish(this.#subject(template), payload);
  }

  #online(subject: string): NatsConnection {
    if (!this.#connection || !this.#connected) throw noAnswer(subject);
    return this.#connection;
  }

  #listen(template: string, queue: string | undefined, handle: (message: Msg) => unknown): Stop {
    let subscription: Subscription | undefined;
    const start = () => {
      subscription = this.#connection?.subscribe(this.#subject(template), {
        ...(queue === undefined ? {} : { queue }),
        callback: (error, message) => {
          if (error) this.#options.logger.warn({ err: error, subject: template }, 'bus error');
          else handle(message);
        },
      });
    };
    if (this.#connection) start();
    else this.#pending.push(start);
    return () => subscription?.unsubscribe();
  }

  async #followStatus(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.#setDisconnected();
      if (status.type !== 'reconnect') continue;
      this.#options.logger.info('bus connected again');
      this.#setConnected();
    }
  }

  #setConnected(): void {
    this.#connected = true;
    for (const handle of this.#connectHandlers) this.#guard('connect', handle);
  }

  #setDisconnected(): void {
    this.#connected = false;
    if (!this.#closing) this.#options.logger.warn('bus lost, connecting again');
  }

  /** A throw inside a subscription callback ends the client's read loop while it looks connected. */
  #guard(what: string, act: () => void): void {
    try {
      act();
    } catch (thrown) {
      this.#options.logger.error({ err: thrown, what }, 'bus handler failed');
    }
  }

  #respondError(message: Msg, thrown: unknown): void {
    const code = thrown instanceof SmerError ? thrown.code : 'INTERNAL';
    if (code === 'INTERNAL') this.#options.logger.error({ err: thrown }, 'request failed');
    this.#guard('respond', () => {
      const answerHeaders = headers();
      answerHeaders.set(errorHeader, code);
      message.respond(JSON.stringify({ message: messageOf(thrown) }), { headers: answerHeaders });
    });
  }
}

/** Where the server has gone, a drain may never end, and a close only when looking up its name does. */
const atMost = (limitMs: number, done: Promise<unknown>) =>
  Promise.race([done.catch(() => undefined), pause(limitMs, undefined, { ref: false })]);
