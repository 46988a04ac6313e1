import { SmerError } from '@smer/shared/errors';
import type { TimeZone } from '@smer/shared/time-zone';
import * as z from 'zod';
import { instantPattern, parseInstant } from './parse-instant.ts';

export type Query = Readonly<Record<string, unknown>>;

/** An answer does not grow with what was wrong about the request. */
const longestEcho = 100;
const mostComplaints = 10;

/**
 * Checks a query string against a schema of parameters. Names that begin with `_` are left
 * alone: some clients add one to get past caches. Throws INVALID_REQUEST whose evidence lists
 * each wrong parameter with its value and what was expected.
 */
export function parseParameters<S extends z.ZodObject>(schema: S, query: Query): z.output<S> {
  const given = Object.fromEntries(Object.entries(query).filter(([name]) => !name.startsWith('_')));
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(schema.shape, name));
  const result = schema.safeParse(given);
  if (result.success && unknown.length === 0) return result.data;
  const known = Object.keys(schema.shape);
  const invalidParameters = [
    ...unknown.map((parameter) => wrong(parameter, given, oneOfTheParameters(known))),
    ...(result.error?.issues ?? []).map(({ path, message }) =>
      wrong(String(path[0]), given, message),
    ),
  ].slice(0, mostComplaints);
  throw new SmerError('INVALID_REQUEST', invalidParameters.map(inWords).join('; '), {
    evidence: { invalidParameters },
  });
}

/** One of a few words. */
export const choice = <const T extends readonly string[]>(values: T) =>
  z.enum(values, `one of ${values.join(', ')}`);

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  parameter((text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  }, `a whole number from ${min} to ${max}`).meta({
    type: 'integer',
    minimum: min,
    maximum: max,
  });

/** An instant, as epoch seconds. */
export const instant = (zone: TimeZone) =>
  parameter(
    (text) => parseInstant(text, zone),
    'epoch seconds or ISO 8601, such as 2024-08-16T18:31:50+02:00',
  ).meta({ type: 'string', pattern: instantPattern });

/** Words with commas between them. */
export const listOf = <const T extends readonly string[]>(values: T) =>
  parameter(
    (text) => {
      const words = text.split(',');
      return words.every((word): word is T[number] => values.includes(word)) ? words : undefined;
    },
    `a comma-separated list of ${values.join(', ')}`,
  ).meta({
    type: 'string',
    pattern: `^(${values.join('|')})(,(${values.join('|')}))*$`,
  });

/** Checks that a range ends later than it begins. */
export function mustFollow(
  context: z.core.ParsePayload<{ from?: number | undefined; to?: number | undefined }>,
) {
  const { from, to } = context.value;
  if (from === undefined || to === undefined || to > from) return;
  context.issues.push({
    code: 'custom',
    path: ['to'],
    message: 'an instant later than from',
    input: context.value,
  });
}

function parameter<T>(parse: (text: string) => T | undefined, expected: string) {
  return z.string(`${expected}, once`).transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

interface InvalidParameter {
  readonly parameter: string;
  readonly value?: string;
  readonly expected: string;
}

function wrong(parameter: string, given: Query, expected: string): InvalidParameter {
  const value = given[parameter];
  return {
    parameter: parameter.slice(0, longestEcho),
    ...(value === undefined ? {} : { value: String(value).slice(0, longestEcho) }),
    expected,
  };
}

const oneOfTheParameters = (known: readonly string[]) =>
  known.length === 0 ? 'no parameters' : `one of the parameters ${known.join(', ')}`;

const inWords = ({ parameter, value, expected }: InvalidParameter) =>
  value === undefined
    ? `${parameter} is missing: expected ${expected}`
    : `${parameter}=${value}: expected ${expected}`;
