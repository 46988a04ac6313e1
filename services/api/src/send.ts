import type { ServerResponse } from 'node:http';
import { problemMediaType, toProblem } from './problem.ts';

const retryAfterS = 5;

/** Sends a JSON text that changes from moment to moment; HEAD learns its length. */
export function sendJson(response: ServerResponse, json: string): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', Buffer.byteLength(json));
  response.end(json);
}

/** Sends an error as a problem document; when trying again may help, it says when. */
export function sendProblem(response: ServerResponse, thrown: unknown): void {
  const problem = toProblem(thrown);
  response.statusCode = problem.status;
  if (problem.status === 503) response.setHeader('Retry-After', retryAfterS);
  response.setHeader('Content-Type', problemMediaType);
  response.setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify(problem));
}
