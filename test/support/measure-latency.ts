import { Agent, get } from 'node:http';
import { type EventClient, followEvents } from './follow-events.ts';
import type { LineServer } from './start-line-server.ts';
import { telegramsFrom } from './telegrams-from.ts';
import { waitFor } from './wait-for.ts';

export interface Latencies {
  /** From the last byte on the line until GET /api/current tells the reading, in ms. */
  readonly currentMs: readonly number[];
  /** From the last byte on the line until the event arrives, in ms. */
  readonly eventMs: readonly number[];
}

export interface LatencyOptions {
  readonly line: LineServer;
  /** Where the API or the page answers. */
  readonly url: string;
  readonly telegrams: number;
  readonly spacingMs: number;
}

/** Sends telegrams down a line and times how soon each can be seen. Throws if one is not seen. */
export async function measureLatency(options: LatencyOptions): Promise<Latencies> {
  const { line, url, telegrams, spacingMs } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  using events = await followEvents(url);
  const currentMs: number[] = [];
  const eventMs: number[] = [];
  // A reader that has heard nothing for a while connects anew, and hears nothing in between.
  await waitFor('the reader', () => line.clients.size > 0);
  const source = telegramsFrom(Date.now());
  for (let sent = 0; sent < telegrams; sent += 1) {
    const { timestamp, bytes } = source.next().value;
    const next = performance.now() + spacingMs;
    const sentAt = performance.now();
    line.send(bytes);
    currentMs.push((await whenCurrent(url, agent, timestamp)) - sentAt);
    const event = await waitFor('the event', () => eventOf(events, timestamp));
    eventMs.push(event.atMs - sentAt);
    await waitFor('the next telegram', () => performance.now() >= next);
  }
  agent.destroy();
  return { currentMs, eventMs };
}

const eventOf = (events: EventClient, timestamp: number) =>
  events.events().findLast(({ id }) => id === `${timestamp}`);

async function whenCurrent(url: string, agent: Agent, timestamp: number): Promise<number> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const body = await fetchText(`${url}/api/current`, agent);
    if (body.includes(`"timestamp":${timestamp},`)) return performance.now();
  }
  throw new Error(`the reading of ${timestamp} never came to /api/current`);
}

function fetchText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

/** The value that a share of all stays under: `percentile(times, 0.99)`. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1] ?? Number.NaN;
}
