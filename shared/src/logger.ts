import pino from 'pino';

export type Logger = pino.Logger;

/** Logs as JSON lines to standard output; identifiers that tell a household apart are left out. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['equipmentIdentifier', '*.equipmentIdentifier', 'connectionIdentifier', 'line'],
      censor: '…',
    },
  });
}
