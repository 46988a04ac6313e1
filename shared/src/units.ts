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

/** An instant in milliseconds since 1970-01-01T00:00:00Z. */
export const instantMs = z.int().describe('epoch milliseconds');

/** An instant in whole seconds since 1970-01-01T00:00:00Z: the clock that samples are kept by. */
export const epochSeconds = z.int().describe('epoch seconds');
