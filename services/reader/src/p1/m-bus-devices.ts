import type { MbusDevice, Reading } from '@smer/shared/reading';
import { mediumOf } from './m-bus-device.ts';
import type { ReadingDraft } from './reading-draft.ts';

/** How far a device's clock may run ahead of the meter's before its time is not believed. */
const maxAheadMs = 3_600_000;
/**
 * How far the time of a meter in use may lie behind that of another: one that is read at every
 * midnight lags 25 hours on the day on which the clock is set back.
 */
const maxLagMs = 26 * 3_600_000;
/** EN 13757-3: water, and cold water; all others are warm, or warm and cold together. */
const coldWaterTypes: readonly (number | undefined)[] = [7, 22];

/** Adds the devices on all channels to the reading, and names the gas and water meters in use. */
export function addDevices({ reading, devices, unconverted, previous }: ReadingDraft): void {
  const latestMs = (reading.meterTime ?? reading.receivedAt) + maxAheadMs;
  for (const device of devices) {
    if (device === undefined) continue;
    classify(device, unconverted[device.channel]);
    forgetFutureTime(reading, device, latestMs);
    reading.mbusDevices.push(device);
  }
  const gas = meterInUse(reading.mbusDevices, 'gas', previous?.gasEquipmentIdentifier);
  if (gas?.volumeDm3 !== undefined) reading.gasDm3 = gas.volumeDm3;
  if (gas?.capturedAt !== undefined) reading.gasCapturedAt = gas.capturedAt;
  if (gas?.equipmentIdentifier) reading.gasEquipmentIdentifier = gas.equipmentIdentifier;
  const water = meterInUse(reading.mbusDevices, 'water', previous?.waterEquipmentIdentifier);
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

/** Nearly all homes have one meter of a medium, if any: it is found without a list. */
function meterInUse(
  devices: readonly MbusDevice[],
  medium: 'gas' | 'water',
  identifierBefore: string | undefined,
): MbusDevice | undefined {
  let last: MbusDevice | undefined;
  let areSeveral = false;
  for (const device of devices) {
    if (!isMeterOf(medium, device)) continue;
    areSeveral ||= last !== undefined;
    last = device;
  }
  if (!areSeveral) return last;
  return oneOfSeveral(
    devices.filter((device) => isMeterOf(medium, device)),
    identifierBefore,
  );
}

function isMeterOf(medium: 'gas' | 'water', device: MbusDevice): boolean {
  return device.medium === medium && device.volumeDm3 !== undefined;
}

/**
 * The meter that is in use, of several of a medium. After a swap the old one may stay on its
 * channel, frozen or without an identifier; the channel says nothing but the order of installation
 * (DSMR 5.0.2 P1, 6.12). Where more than one is read, each is the last one at times. So it is the
 * one for cold water, which every home has, or the same as before, or else on the highest channel.
 */
function oneOfSeveral(
  meters: readonly MbusDevice[],
  identifierBefore: string | undefined,
): MbusDevice | undefined {
  const named = preferred(meters, (meter) => meter.equipmentIdentifier !== undefined);
  const lastReadAt = Math.max(...named.map(readAt));
  const read = preferred(named, (meter) => readAt(meter) >= lastReadAt - maxLagMs);
  const cold = preferred(read, (meter) => coldWaterTypes.includes(meter.deviceType));
  return preferred(cold, (meter) => meter.equipmentIdentifier === identifierBefore).at(-1);
}

const readAt = ({ capturedAt = 0 }: MbusDevice): number => capturedAt;

/** Those that are as wished for; all where none is. */
function preferred(
  meters: readonly MbusDevice[],
  isWished: (meter: MbusDevice) => boolean,
): readonly MbusDevice[] {
  const wished = meters.filter(isWished);
  return wished.length > 0 ? wished : meters;
}
