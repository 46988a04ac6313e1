import type { TimeZone } from '@smer/shared/time-zone';

/** A P1 time stamp is local time and whether DST is active: `261123143000W`. */
export function renderTimestamp(instantMs: number, zone: TimeZone): string {
  const { year, month, day, hour, minute, second } = zone.toLocal(instantMs);
  const digits = [year % 100, month, day, hour, minute, second].map((part) => padded(part, 2));
  const isSummer = zone.offsetMs(instantMs) > standardOffsetMs(year, zone);
  return `${digits.join('')}${isSummer ? 'S' : 'W'}`;
}

/** A whole number as a decimal with its point moved: 1578 with 9 digits, 3 decimals: `000001.578`. */
export function renderDecimal(value: number, digits: number, decimals: number): string {
  const text = padded(value, digits);
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** An identifier as the meter sends it: two hexadecimal digits for each of its letters. */
export const renderOctets = (text: string): string =>
  Buffer.from(text, 'latin1').toString('hex').toUpperCase();

export const renderWh = (energyWh: number): string => `${renderDecimal(energyWh, 9, 3)}*kWh`;
export const renderW = (powerW: number): string => `${renderDecimal(powerW, 5, 3)}*kW`;
export const renderDm3 = (volumeDm3: number): string => `${renderDecimal(volumeDm3, 8, 3)}*m3`;
export const renderV = (voltageV: number): string =>
  `${renderDecimal(Math.round(voltageV * 10), 4, 1)}*V`;

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

const standardOffsetMs = (year: number, zone: TimeZone): number =>
  Math.min(zone.offsetMs(Date.UTC(year, 0, 1)), zone.offsetMs(Date.UTC(year, 6, 1)));
