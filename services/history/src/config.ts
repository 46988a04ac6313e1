import { commonSettings, loadConfig, wholeNumber } from '@smer/shared/load-config';
import * as z from 'zod';
import { keptDays } from './series/counter-table.ts';

const schema = z.object({
  ...commonSettings,
  /** How many days with samples are kept. */
  HISTORY_RETENTION_DAYS: wholeNumber(1, keptDays).default(31),
  /** 0 = off: after a power cut or a restart only what the reader replays is there. */
  HISTORY_CHECKPOINT_MINUTES: wholeNumber(0, 1440).default(5),
  DATA_DIR: z.string().default('/data'),
});

export type HistoryConfig = z.infer<typeof schema>;

/** The settings of history. Throws INVALID_CONFIG naming every wrong one. */
export const loadHistoryConfig = (env = process.env): HistoryConfig => loadConfig(schema, env);
