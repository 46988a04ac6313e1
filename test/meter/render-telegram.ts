import type { TimeZone } from '@smer/shared/time-zone';
import { belgiumLines } from './belgium-lines.ts';
import { checksum } from './checksum.ts';
import { dsmr5Lines } from './dsmr-5-lines.ts';
import type { MeterProfile, MeterValues } from './meter-values.ts';

const profiles = {
  'dsmr-5': { identification: 'SMR5\\2SIMULATED', linesOf: dsmr5Lines },
  belgium: { identification: 'FLU5\\253SIMULATED_A', linesOf: belgiumLines },
} as const;

/** The telegram that a meter of this profile sends for these values. */
export function renderMeterTelegram(
  values: MeterValues,
  profile: MeterProfile,
  zone: TimeZone,
): Buffer {
  const { identification, linesOf } = profiles[profile];
  return renderTelegram(identification, linesOf(values, zone));
}

/**
 * The bytes of a telegram: `/`, the identification, an empty line, the data lines, `!` and the
 * checksum in four digits (DSMR 5.0.2 P1).
 */
export function renderTelegram(identification: string, lines: readonly string[]): Buffer {
  const covered = [`/${identification}`, '', ...lines, '!'].join('\r\n');
  const bytes = Buffer.from(covered, 'latin1');
  const digits = checksum(bytes).toString(16).toUpperCase().padStart(4, '0');
  return Buffer.concat([bytes, Buffer.from(`${digits}\r\n`, 'latin1')]);
}
