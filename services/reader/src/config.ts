import { commonSettings, loadConfig } from '@smer/shared/load-config';
import { profile } from '@smer/shared/reading';
import * as z from 'zod';
import { parseSerialSettings } from './source/serial-settings.ts';
import { parseSource } from './source/source-setting.ts';

const hexKey = z
  .string()
  .regex(/^[0-9A-Fa-f]{32}$/, 'expected 32 hexadecimal digits')
  .transform((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));

/** The authentication key that all meters of Luxembourg share (Luxembourg E-Meter P1 1.1.3). */
const luxembourgKey = '00112233445566778899AABBCCDDEEFF';

const authenticationKey = z
  .string()
  .default('default')
  .transform((text) => (text === 'default' ? luxembourgKey : text))
  .pipe(z.union([z.literal('none'), hexKey], 'expected default, none or 32 hexadecimal digits'));

/** Turns a function that throws into a zod transform that reports. */
const parsedBy =
  <T>(parse: (text: string) => T) =>
  (text: string, context: z.RefinementCtx): T => {
    try {
      return parse(text);
    } catch (thrown) {
      context.addIssue({ code: 'custom', message: thrown instanceof Error ? thrown.message : '' });
      return z.NEVER;
    }
  };

const schema = z.object({
  ...commonSettings,
  P1_SOURCE: z.string().default('auto').transform(parsedBy(parseSource)),
  P1_SERIAL: z.string().transform(parsedBy(parseSerialSettings)).optional(),
  P1_DECRYPTION_KEY: hexKey.optional(),
  P1_AUTHENTICATION_KEY: authenticationKey,
  P1_PROFILE: profile.optional(),
  P1_FILE_PACE: z.enum(['meter', 'fast']).default('meter'),
  P1_CLOCK: z.enum(['reception', 'meter']).default('reception'),
});

export type ReaderConfig = z.infer<typeof schema>;

/** The reader's settings. Throws INVALID_CONFIG naming every wrong one. */
export const loadReaderConfig = (env = process.env): ReaderConfig => loadConfig(schema, env);
