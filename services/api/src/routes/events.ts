import * as z from 'zod';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { EventFeed } from '../event-feed.ts';
import { retryAdvice } from '../server-sent-event.ts';

export function eventsEndpoint(context: ApiContext) {
  const feed = new EventFeed(context);
  return defineEndpoint({
    path: '/api/events',
    name: 'events',
    summary: 'Server-sent events: each reading as it comes, and the line when its state changes',
    methods: ['GET'],
    parameters: z.object({}),
    answers: {
      200: {
        description:
          'default events hold what /api/current answers, with its timestamp as id; events named `link` hold the state of the line',
        content: { 'text/event-stream': z.string() },
      },
    },
    errors: ['TOO_MANY_CLIENTS'],
    answer: async ({ request, response }) => {
      await feed.prepare();
      response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('X-Accel-Buffering', 'no');
      if (request.method === 'HEAD') return void response.end();
      context.clients.add(response);
      response.write(retryAdvice + feed.presentFor(timestampOf(request.headers['last-event-id'])));
    },
  });
}

/** The id that a client sends back is ours; anything else is as good as none. */
const timestampOf = (id: string | string[] | undefined) =>
  typeof id === 'string' && /^\d{1,10}$/.test(id) ? Number(id) : undefined;
