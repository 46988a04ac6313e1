import { SmerError } from '@smer/shared/errors';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import { createAnswerResources } from './answer-resources.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { ApiContext, Endpoint } from './endpoint.ts';
import { parseParameters } from './parameters.ts';
import { currentEndpoint } from './routes/current.ts';
import { demandEndpoint } from './routes/demand.ts';
import { energyEndpoint } from './routes/energy.ts';
import { eventsEndpoint } from './routes/events.ts';
import { healthEndpoint } from './routes/health.ts';
import { historicalEndpoints } from './routes/historical.ts';
import { openApiEndpoint } from './routes/openapi.ts';
import { loadEndpoint, storeEndpoint } from './routes/store-load.ts';
import { telegramEndpoint } from './routes/telegram.ts';
import { sendProblem } from './send.ts';

/** The API's endpoints, checks and errors as one request handler. */
export function createApp(context: ApiContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  // nginx treats some addresses in ways of their own, and knows them by their exact names.
  app.enable('strict routing');
  for (const endpoint of createEndpoints(context)) {
    app.all(endpoint.path, (request, response) => serve(endpoint, request, response));
  }
  app.use((request: Request) => {
    throw new SmerError('NOT_FOUND', `nothing is at ${request.path}; see /api/openapi.json`);
  });
  app.use(answerError(context));
  return app;
}

function createEndpoints(context: ApiContext): Endpoint[] {
  const resources = createAnswerResources(context.bus, context.reader, context.clock);
  const endpoints = [
    currentEndpoint(context),
    ...historicalEndpoints(context, resources),
    energyEndpoint(context, resources),
    demandEndpoint(context),
    eventsEndpoint(context),
    telegramEndpoint(context),
    healthEndpoint(context),
    storeEndpoint(context),
    loadEndpoint(context),
  ];
  return [...endpoints, openApiEndpoint(endpoints)];
}

async function serve(endpoint: Endpoint, request: Request, response: Response): Promise<void> {
  if (endpoint.crossOrigin) allowAnyOrigin(response);
  const allowed = methodsOf(endpoint);
  if (request.method === 'OPTIONS') return answerOptions(endpoint, response);
  if (!allowed.includes(request.method)) {
    response.setHeader('Allow', allowed.join(', '));
    throw new SmerError(
      'METHOD_NOT_ALLOWED',
      `${request.method} ${endpoint.path}: expected one of the methods ${allowed.join(', ')}`,
    );
  }
  if (endpoint.changesState) refuseCrossSite(request.method, request.headers);
  const parameters = parseParameters(endpoint.parameters, request.query);
  await endpoint.answer({ parameters, request, response });
}

/** HEAD asks what GET would say without doing anything, which a change of state can't. */
const methodsOf = ({ methods, changesState }: Endpoint): string[] => [
  ...methods,
  ...(changesState ? [] : ['HEAD']),
  'OPTIONS',
];

function allowAnyOrigin(response: Response): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Age, Retry-After');
}

function answerOptions(endpoint: Endpoint, response: Response): void {
  const allowed = methodsOf(endpoint).join(', ');
  response.setHeader('Allow', allowed);
  if (endpoint.crossOrigin) {
    response.setHeader('Access-Control-Allow-Methods', allowed);
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Access-Control-Max-Age', 86_400);
  }
  response.status(204).end();
}

/** Once a body has begun, only an abnormal end tells the client that it is not whole. */
const answerError =
  ({ logger }: ApiContext): ErrorRequestHandler =>
  (thrown: unknown, request, response: Response, _next) => {
    if (!(thrown instanceof SmerError) || response.headersSent) {
      logger.error({ err: thrown, path: request.path }, 'request failed');
    }
    if (response.headersSent) response.destroy();
    else sendProblem(response, thrown);
  };
