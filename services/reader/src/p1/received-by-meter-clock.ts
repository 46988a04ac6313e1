import type { Reading } from '@smer/shared/reading';

/** Recordings and simulations live by their own clock: a telegram comes in when it says. */
export function receivedByMeterClock(reading: Reading): Reading {
  const { meterTime } = reading;
  if (meterTime === undefined) return reading;
  return {
    ...reading,
    receivedAt: meterTime,
    timestamp: Math.floor(meterTime / 1000),
    timestampSource: 'meter',
  };
}
