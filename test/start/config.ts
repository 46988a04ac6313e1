import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, wholeNumber } from '@smer/shared/load-config';
import * as z from 'zod';

const schema = z.object({
  /** Port of the page and the API. */
  SMER_PORT: wholeNumber(1, 65_535).default(5000),
  /** The address to serve at; every address of the machine unless set. */
  SMER_HOST: z.ipv4().optional(),
  /** Users with the hashes of their passwords, for the page and the API; nobody is asked unless set. */
  SMER_PASSWORD_FILE: z.string().optional(),
  /** Folder that keeps the history from one start to the next. */
  SMER_DATA: z.string().optional(),
  /** Folder for programs that were fetched, and for logs. */
  SMER_CACHE: z.string().optional(),
  /** Where the meter is; the simulated one unless set. */
  P1_SOURCE: z.string().optional(),
  METER_CONTROL_PORT: wholeNumber(1, 65_535).optional(),
  XDG_DATA_HOME: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
});

export interface StartSettings {
  readonly port: number;
  readonly host: string | undefined;
  readonly passwordFile: string | undefined;
  readonly dataFolder: string;
  readonly cacheFolder: string;
  readonly source: string | undefined;
  readonly meterControlPort: number | undefined;
}

/** Reads the settings of `npm start`. Throws SmerError INVALID_CONFIG naming every wrong one. */
export function loadStartSettings(
  env: Readonly<Record<string, string | undefined>>,
): StartSettings {
  const config = loadConfig(schema, env);
  const dataHome = config.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  const cacheHome = config.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return {
    port: config.SMER_PORT,
    host: config.SMER_HOST,
    passwordFile: config.SMER_PASSWORD_FILE,
    dataFolder: config.SMER_DATA ?? join(dataHome, 'smer'),
    cacheFolder: config.SMER_CACHE ?? join(cacheHome, 'smer'),
    source: config.P1_SOURCE,
    meterControlPort: config.METER_CONTROL_PORT,
  };
}
