import { commonSettings, loadConfig, wholeNumber } from '@smer/shared/load-config';
import * as z from 'zod';

const schema = z.object({
  ...commonSettings,
  /** Interface to listen on; all of them when not set. */
  API_HOST: z.string().optional(),
  API_PORT: wholeNumber(1, 65_535).default(8_080),
  READING_STALE_AFTER_MS: wholeNumber(1_000, 86_400_000).default(60_000),
  EVENT_CLIENTS_MAX: wholeNumber(1, 10_000).default(500),
  ANSWER_TIMEOUT_MS: wholeNumber(100, 60_000).default(5_000),
});

export type ApiConfig = z.infer<typeof schema>;

/** The API's settings. Throws INVALID_CONFIG naming every wrong one. */
export const loadApiConfig = (env = process.env): ApiConfig => loadConfig(schema, env);
