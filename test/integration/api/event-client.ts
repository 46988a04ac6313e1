import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export interface ReceivedEvent {
  readonly event: string;
  readonly id?: string;
  readonly data: string;
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
  response.setEncoding('utf8');
  response.on('data', (chunk) => {
    text += chunk;
  });
  response.on('error', () => undefined);
  return {
    response,
    text: () => text,
    events: (name = 'message') => parseEvents(text).filter(({ event }) => event === name),
    [Symbol.dispose]: () => {
      request.destroy();
    },
  };
}

function parseEvents(text: string): ReceivedEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s))))
    .filter((fields) => 'data' in fields)
    .map((fields) => ({ event: 'message', ...fields }));
}
