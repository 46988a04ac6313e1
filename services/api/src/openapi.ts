import { errorCodes } from '@smer/shared/errors';
import { smerVersion } from '@smer/shared/instance-status';
import { problemDocument } from '@smer/shared/problem-document';
import * as z from 'zod';
import { schemaReference, schemas } from './described-schemas.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { problemMediaType } from './problem.ts';

type Json = Record<string, unknown>;

const introduction = `Readings of a smart meter, live and past. Energy is in Wh, power in W, volume in dm³; what the
meter does not send is absent. Every error is a problem document (RFC 9457). A parameter whose
name begins with \`_\` is ignored, and any other that is not described here is an error. What
changes something is refused with 403 to pages of other sites, and to a browser that sends a GET
without telling which page asks. Scripts had better send a POST: a GET whose headers look like a
browser's is refused too.`;

/** The description of the API (OpenAPI 3.1), from the schemas that check and make its messages. */
export function describeApi(endpoints: readonly Endpoint[]): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'SMER',
      version: smerVersion,
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, describePath(endpoint)])),
    components: { schemas: schemas() },
  };
}

function describePath(endpoint: Endpoint): Json {
  const operations = endpoint.methods.map((method) => [
    method.toLowerCase(),
    {
      operationId: method === 'GET' ? endpoint.name : `${endpoint.name}ByPost`,
      summary: endpoint.summary,
      parameters: describeParameters(endpoint.parameters),
      responses: { ...describeAnswers(endpoint), ...describeErrors(endpoint) },
    },
  ]);
  return Object.fromEntries(operations);
}

function describeParameters(parameters: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Json;
    return { name, in: 'query', required: required.includes(name), description, schema };
  });
}

const describeAnswers = ({ answers }: Endpoint): Json =>
  Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]),
  );

const describeAnswer = ({ description, content }: Answer): Json => ({
  description,
  content: Object.fromEntries(
    Object.entries(content).map(([mediaType, schema]) => [
      mediaType,
      { schema: schemaReference(schema) },
    ]),
  ),
});

/** Errors by status; where success has the same status, either may be sent. */
function describeErrors({ errors, answers }: Endpoint): Json {
  const problem = { [problemMediaType]: { schema: schemaReference(problemDocument) } };
  const byStatus = Map.groupBy(
    ['INVALID_REQUEST' as const, ...errors],
    (code) => errorCodes[code].status,
  );
  const described = [...byStatus]
    .filter(([status]) => !(status in answers))
    .map(([status, codes]) => [status, { description: codes.join(', '), content: problem }]);
  return {
    ...Object.fromEntries(described),
    default: { description: 'any other error', content: problem },
  };
}
