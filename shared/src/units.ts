import * as z from 'zod';

/**
 * The units SMER counts in. Registers and power are integers in base units;
 * volts, amperes and the rest are decimals as the meter sent them.
 */
export const wattHours = z.int().describe('Wh');
export const watts = z.int().describe('W');
export const cubicDecimetres = z.int().describe('dm³ (litres)');
export const joules = z.int().describe('J');
export const voltAmpereReactive = z.int().describe('var');
export const voltAmpereReactiveHours = z.int().describe('varh');
export const voltAmperes = z.int().describe('VA');
export const volts = z.number().describe('V');
export const amperes = z.number().describe('A');
export const hertz = z.number().describe('Hz');

/** The end of the last year that can be written as four digits. */
export const latestSecond = 253_402_300_799;

/** Milliseconds since 1970-01-01T00:00:00Z at which something happened: of the years 1970 to 9999. */
export const instantMs = z
  .int()
  .min(0)
  .max(latestSecond * 1000 + 999)
  .describe('epoch milliseconds');

/** Any number of whole seconds since 1970-01-01T00:00:00Z: where a range that was asked for begins or ends. */
export const epochSeconds = z.int().describe('epoch seconds');

/** The clock that samples are kept by: whole seconds of the years 1970 to 9999. */
export const slotClock = epochSeconds.min(0).max(latestSecond);

/** The same as `slotClock`, for the thousands of them that a page holds. */
export const isSlotSecond = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= latestSecond;
