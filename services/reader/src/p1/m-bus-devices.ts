import type { MbusDevice, Reading } from '@smer/shared/reading';
import { mediumOf } from './m-bus-device.ts';
import type { ReadingDraft } from './reading-draft.ts';

/** How far a device's clock may run ahead of the meter's before its time is not believed. */
const maxAheadMs = 3_600_000;

/** Adds the devices on all channels to the reading, and names the gas and water meters in use. */
export function addDevices({ reading, devices, unconverted }: ReadingDraft): void {
  const latestMs = (reading.meterTime ?? reading.receivedAt) + maxAheadMs;
  for (const device of devices) {
    if (device === undefined) continue;
    classify(device, unconverted[device.channel]);
    forgetFutureTime(reading, device, latestMs);
    reading.mbusDevices.push(device);
  }
  const gas = meterInUse(reading.mbusDevices, 'gas');
  if (gas?.volumeDm3 !== undefined) reading.gasDm3 = gas.volumeDm3;
  if (gas?.capturedAt !== undefined) reading.gasCapturedAt = gas.capturedAt;
  if (gas?.equipmentIdentifier) reading.gasEquipmentIdentifier = gas.equipmentIdentifier;
  const water = meterInUse(reading.mbusDevices, 'water');
  if (water?.volumeDm3 !== undefined) reading.waterDm3 = water.volumeDm3;
  if (water?.capturedAt !== undefined) reading.waterCapturedAt = water.capturedAt;
  if (water?.equipmentIdentifier) reading.waterEquipmentIdentifier = water.equipmentIdentifier;
}

function classify(device: MbusDevice, unconverted: boolean | undefined): void {
  const medium = mediumOf(device);
  if (medium !== undefined) device.medium = medium;
  if (medium === 'gas' && device.volumeDm3 !== undefined && unconverted !== undefined) {
    device.temperatureConverted = !unconverted;
  }
}

/** A time in the future says nothing; it must not make a meter the one that was read last. */
function forgetFutureTime(reading: Reading, device: MbusDevice, latestMs: number): void {
  if (device.capturedAt === undefined || device.capturedAt <= latestMs) return;
  const time = new Date(device.capturedAt).toISOString();
  delete device.capturedAt;
  reading.warnings.push({
    line: `M-Bus channel ${device.channel}`,
    reason: `was read at ${time}, which is yet to come`,
  });
}

/**
 * The meter of a medium that is in use. After a swap the old one may stay on its channel, frozen
 * or without an identifier; the channel says nothing but the order of installation (DSMR 5.0.2
 * P1, 6.12). So: one that has an identifier, was read last, and else is on the highest channel.
 */
function meterInUse(devices: readonly MbusDevice[], medium: 'gas' | 'water') {
  let best: MbusDevice | undefined;
  for (const device of devices) {
    const isCandidate = device.medium === medium && device.volumeDm3 !== undefined;
    if (isCandidate && (best === undefined || byPreference(device, best) < 0)) best = device;
  }
  return best;
}

function byPreference(one: MbusDevice, other: MbusDevice): number {
  return (
    Number(other.equipmentIdentifier !== undefined) -
      Number(one.equipmentIdentifier !== undefined) ||
    (other.capturedAt ?? 0) - (one.capturedAt ?? 0) ||
    other.channel - one.channel
  );
}
