export interface ServerSentEvent {
  /** Absent: the default, `message`. */
  readonly event?: string;
  readonly id?: string | number;
  /** JSON, which has no line breaks. */
  readonly data: string;
}

/** An event as it goes over the line (HTML Living Standard, 9.2.5). */
export function renderEvent({ event, id, data }: ServerSentEvent): string {
  const name = event === undefined ? '' : `event: ${event}\n`;
  const identifier = id === undefined ? '' : `id: ${id}\n`;
  return `${name}${identifier}data: ${data}\n\n`;
}

/** A line that clients ignore, for proxies to see that the connection lives. */
export const keepAliveComment = ': still here\n\n';

/** Tells clients to come back soon after a break. */
export const retryAdvice = 'retry: 2000\n\n';
