import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { profile } from '@smer/shared/reading';
import * as z from 'zod';

const folder = fileURLToPath(new URL('../telegrams/', import.meta.url));

const expectedEvent = z.strictObject({
  reading: z.record(z.string(), z.unknown()).optional(),
  absent: z.array(z.string()).optional().describe('fields that the reading must not have'),
  rejected: z.string().optional().describe('the cause'),
  trouble: z.string().optional(),
});

const expectation = z.strictObject({
  about: z.string(),
  receivedAt: z.iso.datetime({ offset: true }),
  settings: z
    .strictObject({
      profile: profile.optional(),
      decryptionKey: z.string().optional(),
      authenticationKey: z.string().optional(),
    })
    .optional(),
  complete: z.boolean().optional().describe('whether every field of the readings is listed'),
  events: z.array(expectedEvent),
});

export type ExpectedEvent = z.infer<typeof expectedEvent>;

export interface Fixture extends z.infer<typeof expectation> {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every telegram of ours with what is expected of it, instants as epoch milliseconds. */
export function loadFixtures(): Fixture[] {
  return readdirSync(folder)
    .filter((file) => /\.(txt|bin)$/.test(file))
    .map((file) => {
      const name = file.replace(/\.\w+$/, '');
      const text = readFileSync(`${folder}${name}.json`, 'utf8');
      return { name, bytes: readFileSync(folder + file), ...expectation.parse(JSON.parse(text)) };
    });
}

export function loadFixture(name: string): Fixture {
  const fixture = loadFixtures().find((each) => each.name === name);
  if (!fixture) throw new Error(`no fixture ${name}`);
  return fixture;
}

/** Writes instants, which fixtures hold as ISO 8601, the way readings hold them. */
export function withInstants(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withInstants(each));
  if (typeof value === 'string' && /(At|meterTime)$/.test(key)) return Date.parse(value);
  if (typeof value === 'string' && key === 'timestamp') return Date.parse(value) / 1000;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withInstants(each, name)]),
  );
}
