import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { LinkStatus } from '@smer/shared/link';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { createScene, isSilent, type Scene } from './scene.ts';
import { type Answer, answerOf, currentOf, problem } from './stand-in-api.ts';
import { linkAt } from './stand-in-status.ts';

export interface StandIn extends AsyncDisposable {
  readonly url: string;
  readonly scene: Scene;
  /** Lets time pass and sends the reading of that moment to every page. */
  tick(seconds: number): void;
  /** Sends a state of the line to every page, with what is different about it. */
  tellLink(changes: Partial<LinkStatus>): void;
  /** How many pages follow the events. */
  readonly followers: number;
  /** What was asked, as method and path. */
  readonly requests: readonly string[];
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the built page, and in place of the API a simulated house that can play every trouble. */
export async function startStandIn(folder: string, changes: Partial<Scene> = {}): Promise<StandIn> {
  const scene = createScene(changes);
  const followers = new Set<ServerResponse>();
  const requests: string[] = [];
  const tellAll = (event: string) => {
    for (const response of followers) response.write(event);
  };
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('content-security-policy', contentSecurityPolicy);
    const url = new URL(request.url ?? '/', 'http://stand.in');
    if (url.pathname === '/api/events') follow(request, response, { scene, followers });
    else if (request.method === 'POST') runTask(response, scene, url.pathname);
    else if (url.pathname.startsWith('/api/')) answer(response, scene, url);
    else void serveFile(folder, url.pathname, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    scene,
    requests,
    get followers() {
      return followers.size;
    },
    tick: (seconds) => {
      scene.nowS += seconds;
      tellAll(readingEvent(scene));
    },
    tellLink: (changes) => tellAll(linkEvent(scene, changes)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serveFile(folder: string, pathname: string, response: ServerResponse) {
  const path = ['/', '/current-usage'].includes(pathname) ? '/index.html' : normalize(pathname);
  const content = await readFile(join(folder, path)).catch(() => undefined);
  response.statusCode = content ? 200 : 404;
  response.setHeader('content-type', mediaTypes[extname(path)] ?? 'text/plain');
  response.end(content ?? 'not found');
}

const fromHistory = ['/api/history', '/api/energy', '/api/demand'];

function answer(response: ServerResponse, scene: Scene, url: URL): void {
  const delayMs = fromHistory.includes(url.pathname) ? scene.historyDelayMs : 0;
  if (delayMs === 0) send(response, answerOf(scene, url));
  else setTimeout(() => send(response, answerOf(scene, url)), delayMs);
}

function send(response: ServerResponse, { status, body, ageS }: Answer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/plain' : 'application/json',
    ...(ageS === undefined ? {} : { age: `${ageS}` }),
  });
  response.end(isText ? body : JSON.stringify(body));
}

interface EventsState {
  readonly scene: Scene;
  readonly followers: Set<ServerResponse>;
}

function follow(request: IncomingMessage, response: ServerResponse, state: EventsState): void {
  const { scene, followers } = state;
  if (!scene.hasEvents || isSilent(scene)) {
    send(response, problem(503, 'NO_ANSWER'));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(linkEvent(scene));
  response.write(readingEvent(scene));
  followers.add(response);
  request.on('close', () => followers.delete(response));
}

const linkEvent = ({ nowS }: Scene, changes: Partial<LinkStatus> = {}) =>
  `event: link\ndata: ${JSON.stringify({ ...linkAt(nowS), ...changes })}\n\n`;

const readingEvent = (scene: Scene) =>
  `id: ${scene.nowS}\ndata: ${JSON.stringify(currentOf(scene))}\n\n`;

const taskResults: Record<string, object> = {
  '/api/store-history': { count: 267_840, bytes: 31_000_000 },
  '/api/load-history': { loaded: 250_560, added: 12, origin: 'smer' },
};
const taskTotal = 267_840;
const taskSteps = 4;
const taskStepMs = 40;

/** Store and load: lines of progress, then the result or a problem. */
function runTask(response: ServerResponse, { taskProblem }: Scene, pathname: string): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const writeLine = (line: object) => response.write(`${JSON.stringify(line)}\n`);
  let step = 0;
  const timer = setInterval(() => {
    step += 1;
    if (step < taskSteps) {
      writeLine({ kind: 'progress', done: (taskTotal / taskSteps) * step, total: taskTotal });
      return;
    }
    clearInterval(timer);
    writeLine(
      taskProblem
        ? { kind: 'problem', ...taskProblem }
        : { kind: 'result', ...taskResults[pathname] },
    );
    response.end();
  }, taskStepMs);
  response.on('close', () => clearInterval(timer));
}
