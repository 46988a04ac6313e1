import type { ServerResponse } from 'node:http';
import { SmerError } from '@smer/shared/errors';
import { keepAliveComment } from './server-sent-event.ts';

/** About half a minute of readings: a client that is further behind is dropped. */
const backlogBytes = 64 * 1024;
const keepAliveMs = 15_000;

/** All who follow the events. */
export class EventClients {
  readonly #clients = new Set<ServerResponse>();
  readonly #max: number;
  readonly #keepAlive: NodeJS.Timeout;

  constructor(max: number) {
    this.#max = max;
    this.#keepAlive = setInterval(() => this.send(keepAliveComment), keepAliveMs);
  }

  get count(): number {
    return this.#clients.size;
  }

  /**
   * Adds a client until it goes away; one that is gone already would never leave.
   * Throws TOO_MANY_CLIENTS.
   */
  add(client: ServerResponse): void {
    if (client.closed) return;
    if (this.#clients.size >= this.#max) {
      throw new SmerError('TOO_MANY_CLIENTS', `${this.#max} clients follow the events already`);
    }
    this.#clients.add(client);
    client.once('close', () => this.#clients.delete(client));
  }

  send(text: string): void {
    for (const client of this.#clients) {
      if (client.writableLength > backlogBytes) client.destroy();
      else client.write(text);
    }
  }

  /** Ends all of them; they come back to the next instance. */
  close(): void {
    clearInterval(this.#keepAlive);
    for (const client of this.#clients) client.end();
    // One that has not read all stays open for a while, and may be sent nothing more.
    this.#clients.clear();
  }
}
