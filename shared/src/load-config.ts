import * as z from 'zod';
import { SmerError } from './errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings every service has. */
export const commonSettings = {
  NATS_URL: z.string().default('nats://127.0.0.1:4222'),
  METER_ID: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/, 'expected 1 to 32 letters, digits, - or _')
    .default('main'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HEARTBEAT_FILE: z.string().optional(),
  TZ: z
    .string()
    .refine(isTimeZone, 'expected a time zone such as Europe/Amsterdam')
    .default('Europe/Amsterdam'),
};

/** An environment variable that holds a whole number. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+$/, 'expected a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** Like `wholeNumber`, with a fraction allowed. */
export const decimalNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'expected a number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/**
 * Checks the environment against a schema. An empty variable counts as not set, as compose
 * hands over variables that its user left out. Throws INVALID_CONFIG naming every wrong one.
 */
export function loadConfig<S extends z.ZodObject>(schema: S, env: Environment): z.infer<S> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data) as z.infer<S>;
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name}=${shown(name, env[name] ?? '')}: ${issue.message}`;
  });
  throw new SmerError('INVALID_CONFIG', problems.join('\n'), { evidence: { problems } });
}

/** Keys stay out of logs, also mistyped ones. */
const shown = (name: string, value: string): string =>
  name.endsWith('_KEY') ? `(${value.length} characters)` : JSON.stringify(value);

function isTimeZone(name: string): boolean {
  // The list has no second names of a zone; what does know them takes much memory.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
