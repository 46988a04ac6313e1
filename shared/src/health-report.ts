import * as z from 'zod';
import { instanceStatus, serviceName } from './contract.ts';
import { lineTrouble, linkStatus } from './link.ts';
import { instantMs } from './units.ts';

/** What `/api/health` says: each part, its instances, and what is wrong. */
export const healthReport = z.object({
  status: z
    .enum(['ok', 'degraded', 'down'])
    .describe('degraded: readings are fresh, but something else is wrong'),
  meter: z.string().describe('METER_ID'),
  lastTelegramAt: instantMs.optional(),
  lastTelegramAgeS: z.number().optional(),
  staleAfterS: z.number().describe('an older last telegram is a problem'),
  link: linkStatus.optional(),
  parts: z.array(
    z.object({
      service: serviceName,
      missing: z.boolean(),
      instances: z.array(instanceStatus),
    }),
  ),
  problems: z.array(
    z.object({
      code: z.enum([
        'bus-missing',
        'reader-missing',
        'history-missing',
        'no-telegram-yet',
        'stale',
        ...lineTrouble.options.map((trouble) => `link-${trouble}` as const),
      ]),
      detail: z.string(),
    }),
  ),
});
export type HealthReport = z.infer<typeof healthReport>;
