import { commonSettings, decimalNumber, loadConfig, wholeNumber } from '@smer/shared/load-config';
import * as z from 'zod';
import { meterProfiles } from './meter-values.ts';

const every = wholeNumber(1, 1_000_000).optional();
const instant = z.iso
  .datetime({ offset: true, error: 'expected an instant such as 2026-10-25T00:55:00Z' })
  .transform((text) => Date.parse(text));

const schema = z.object({
  /** The address to listen at; all of them unless set. */
  METER_HOST: z.string().optional(),
  /** TCP port that gives the telegrams. */
  METER_PORT: wholeNumber(0, 65_535).default(2323),
  /** HTTP port that takes commands and tells what was sent. */
  METER_CONTROL_PORT: wholeNumber(0, 65_535).default(2324),
  /** A serial device or PTY to write the telegrams to as well. */
  METER_DEVICE: z.string().optional(),
  METER_PROFILE: z.enum(meterProfiles).default('dsmr-5'),
  /** Which household is simulated. */
  METER_SEED: wholeNumber(0, 2 ** 31).default(1),
  /** Time from one telegram to the next, by the meter's clock. */
  METER_INTERVAL_MS: wholeNumber(10, 3_600_000).default(1000),
  /** How many times faster than real time the meter lives. */
  METER_SPEED: decimalNumber(0.01, 100_000).default(1),
  /** The instant the meter begins at; now unless set. */
  METER_START: instant.optional(),
  /** When, in real time, it was METER_START; as the meter is started unless set. A meter that is started anew has aged. */
  METER_STARTED_AT: instant.optional(),
  /** When the registers stood at zero; the first of January before the start unless set. */
  METER_INSTALLED: instant.optional(),
  METER_IDENTIFIER: z.string().max(48).optional(),
  /** How far the meter's clock is ahead. */
  METER_CLOCK_OFFSET_S: wholeNumber(-1e9, 1e9).default(0),
  METER_CORRUPT_EVERY: every,
  METER_CUT_EVERY: every,
  METER_GARBAGE_EVERY: every,
  METER_NUL_EVERY: every,
  METER_STALL_EVERY: every,
  METER_HANG_UP_EVERY: every,
  TZ: commonSettings.TZ,
});

export type MeterConfig = z.infer<typeof schema>;

/** Reads the meter's settings. Throws SmerError INVALID_CONFIG naming every wrong one. */
export const loadMeterConfig = (env: Readonly<Record<string, string | undefined>>): MeterConfig =>
  loadConfig(schema, env);
