import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export interface ReceivedEvent {
  readonly event: string;
  readonly id?: string;
  readonly data: string;
  /** When its end came, by `performance.now()`. */
  readonly atMs: number;
}

export interface EventClient extends Disposable {
  readonly response: IncomingMessage;
  /** All that came so far. */
  text(): string;
  /** The events of a name; those without one are called `message`. */
  events(name?: string): ReceivedEvent[];
}

/** Follows /api/events as a browser would. */
export async function followEvents(
  url: string,
  headers: Record<string, string> = {},
): Promise<EventClient> {
  const request = get(`${url}/api/events`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  /** Where the first event begins that is not whole yet: chunks end anywhere. */
  let wholeUntil = 0;
  const received: ReceivedEvent[] = [];
  response.setEncoding('utf8');
  response.on('data', (chunk) => {
    text += chunk;
    const end = text.lastIndexOf('\n\n');
    if (end < wholeUntil) return;
    received.push(...parseEvents(text.slice(wholeUntil, end)));
    wholeUntil = end + 2;
  });
  response.on('error', () => undefined);
  return {
    response,
    text: () => text,
    events: (name = 'message') => received.filter(({ event }) => event === name),
    [Symbol.dispose]: () => {
      request.destroy();
    },
  };
}

/** Of whole events, with an empty line between them. */
function parseEvents(text: string): ReceivedEvent[] {
  const atMs = performance.now();
  return text
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s))))
    .filter((fields) => 'data' in fields)
    .map((fields) => ({ event: 'message', ...fields, atMs }));
}
