import { createHash } from 'node:crypto';
import * as z from 'zod';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { describeApi } from '../openapi.ts';

/** Describes all endpoints given, and itself. */
export function openApiEndpoint(described: readonly Endpoint[]): Endpoint {
  const endpoint: Endpoint = defineEndpoint({
    path: '/api/openapi.json',
    name: 'openapi',
    summary: 'This description',
    methods: ['GET'],
    parameters: z.object({}),
    answers: {
      200: {
        description: 'OpenAPI 3.1',
        content: { 'application/json': z.looseObject({ openapi: z.string() }) },
      },
      304: { description: 'it is what the client has', content: {} },
    },
    errors: [],
    answer: ({ response }) => {
      response.setHeader('Cache-Control', 'no-cache');
      response.setHeader('ETag', entityTag);
      response.type('json').send(body);
    },
  });
  const body = JSON.stringify(describeApi([...described, endpoint]));
  const entityTag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return endpoint;
}
