import { systemClock } from '@smer/shared/clock';

/** A constant sentence with its facts. */
export type Log = (message: string, facts?: Readonly<Record<string, unknown>>) => void;

/** Writes one JSON object a line to standard output. */
export const logToOutput: Log = (message, facts = {}) => {
  const time = new Date(systemClock()).toISOString();
  process.stdout.write(`${JSON.stringify({ time, service: 'meter', message, ...facts })}\n`);
};
