import { createTimeZone } from '@smer/shared/time-zone';
import { loadMeterConfig } from '../meter/config.ts';
import { SimulatedMeter } from '../meter/simulated-meter.ts';

export interface TimedTelegram {
  /** Epoch seconds by the meter's clock. */
  readonly timestamp: number;
  readonly usageWatts: number;
  readonly bytes: Buffer;
}

const dayMs = 86_400_000;

/** Telegrams of a simulated meter without end, this far apart by its clock. */
export function* telegramsFrom(startMs: number, spacingMs = 1000): Generator<TimedTelegram, never> {
  const firstMs = Math.floor(startMs / spacingMs) * spacingMs;
  const config = loadMeterConfig({ METER_INSTALLED: new Date(firstMs - dayMs).toISOString() });
  const meter = new SimulatedMeter(config, createTimeZone('Europe/Amsterdam'), firstMs);
  for (let instantMs = firstMs; ; instantMs += spacingMs) {
    const bytes = meter.transmit(instantMs);
    const { usageWatts = 0 } = meter.state().last ?? {};
    yield { timestamp: instantMs / 1000, usageWatts, bytes };
  }
}
