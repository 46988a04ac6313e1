import type { ServerResponse } from 'node:http';

/** One for all, as most clients are gone for having their answer. */
const gone = new Error('the client has gone');

/** Is aborted when the client has its answer or goes away without. */
export function clientSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort(gone));
  return controller.signal;
}
