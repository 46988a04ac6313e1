import assert from 'node:assert/strict';
import { checkSchema, type Schema } from './check-schema.ts';

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly schema: Schema }[];
  readonly responses: Readonly<Record<string, Response>>;
}

export interface ApiDescription {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Fails unless an answer is one of those that the API's description lists for the request. */
export function checkDescribed(
  description: ApiDescription,
  { path, method }: { path: string; method: string },
  answer: Answer,
): void {
  if (method === 'OPTIONS' || method === 'HEAD' || answer.status === 304) return;
  const where = `${method} ${path}: ${answer.status}`;
  const operations = description.paths[new URL(path, 'http://x').pathname];
  const operation = operations?.[method.toLowerCase()] ?? Object.values(operations ?? {})[0];
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? 'none';
  const described = operation
    ? (operation.responses[answer.status] ?? operation.responses['default'])
    : problem;
  const schema = described?.content?.[mediaType]?.schema;
  assert.ok(schema, `${where}: ${mediaType} is not described`);
  for (const value of valuesOf(answer.text, mediaType)) {
    checkSchema(schema, value, { at: where, schemas: description.components.schemas });
  }
}

const problem: Response = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function valuesOf(text: string, mediaType: string): unknown[] {
  if (mediaType === 'application/x-ndjson') {
    assert.match(text, /\n$/);
    return text.trimEnd().split('\n').map(parse);
  }
  return mediaType.endsWith('json') ? [parse(text)] : [text];
}

const parse = (text: string): unknown => JSON.parse(text);
