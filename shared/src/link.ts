import * as z from 'zod';
import { instantMs } from './units.ts';

/** Why bytes from the line did not become a reading; each has a counter. */
export const rejectionCause = z.enum([
  'noise',
  'checksum',
  'checksum-missing',
  'cut',
  'oversize',
  'timeout',
  'not-a-telegram',
  'decryption',
  'replayed-frame',
  'implausible',
]);
export type RejectionCause = z.infer<typeof rejectionCause>;

/** What the line was recognised to carry instead of telegrams that can be read. */
export const lineTrouble = z.enum([
  'no-device',
  'several-devices',
  'no-permission',
  'device-busy',
  'silent',
  'peer-unreachable',
  'noise',
  'no-checksum',
  'wrong-speed',
  'inverted-signal',
  'encrypted-without-key',
  'wrong-key',
  'dlms',
]);
export type LineTrouble = z.infer<typeof lineTrouble>;

/** State of the line between meter and reader, published every 10 s and on change. */
export const linkStatus = z.object({
  meter: z.string(),
  source: z.string().describe('P1_SOURCE as given'),
  device: z.string().optional().describe('what it was found to be: a path or host:port'),
  state: z.enum(['searching', 'open', 'reading', 'waiting', 'finished']),
  serial: z.string().optional().describe('settings found, such as 115200-8N1'),
  profile: z.string().optional(),
  trouble: lineTrouble.optional(),
  detail: z.string().optional().describe('the trouble in words, with what to do'),
  candidates: z.array(z.string()).optional().describe('by-id paths to choose P1_SOURCE from'),
  bytes: z.int(),
  telegrams: z.int(),
  rejected: z.partialRecord(rejectionCause, z.int()),
  lineWarnings: z.int().describe('lines that could not be read in telegrams that were kept'),
  reconnects: z.int(),
  lastTelegramAt: instantMs.optional(),
  since: instantMs.describe('when the reader started'),
});
export type LinkStatus = z.infer<typeof linkStatus>;
